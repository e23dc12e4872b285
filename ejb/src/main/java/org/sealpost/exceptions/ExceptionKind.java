package org.sealpost.exceptions;

/** What can be laid down for a recipient domain. */
public enum ExceptionKind {
  /** Mail goes over TLS only, with a certificate that passes PKIX where nothing else checks it. */
  REQUIRE_TLS(false),
  /** Mail goes over TLS only, whatever the certificate. */
  FORBID_PLAINTEXT(false),
  /** Mail goes over TLS only, to a server that has this key, or another one that is pinned. */
  PIN_KEY(false),
  /** TLSA records do not count for DEFAULT mail. */
  IGNORE_DANE(true),
  /** The MTA-STS policy does not count for DEFAULT mail. */
  IGNORE_MTA_STS(true);

  private final boolean weakens;

  ExceptionKind(boolean weakens) {
    this.weakens = weakens;
  }

  /** Whether some mail is protected less because of it; such an exception has to have an end. */
  public boolean weakens() {
    return weakens;
  }
}
