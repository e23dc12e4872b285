package org.sealpost.policy;

/** What a certificate has to prove before a mail transaction begins. */
public enum CertificateCheck {
  /** Nothing. */
  NONE,
  /** A chain to a trusted root and the host's name (RFC 8461 §4.2, RFC 6125). */
  PKIX,
  /** A match with the TLSA records (RFC 7672 §3). */
  DANE,
  /** Both. */
  DANE_AND_PKIX;

  /** Whether PKIX is part of it. */
  public boolean wantsPkix() {
    return this == PKIX || this == DANE_AND_PKIX;
  }

  /** Whether DANE is part of it. */
  public boolean wantsDane() {
    return this == DANE || this == DANE_AND_PKIX;
  }
}
