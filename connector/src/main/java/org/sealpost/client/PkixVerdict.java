package org.sealpost.client;

/**
 * What a certificate proved by PKIX: a chain to a trusted root (RFC 5280) and the host's name in it
 * as DNS-ID (RFC 6125). Only {@link #VERIFIED} is a proof.
 */
public enum PkixVerdict {
  /** The chain ends at a trusted root, is in its time, and names the host. */
  VERIFIED("its certificate is valid"),
  /** There was no certificate. */
  NO_CERTIFICATE("it showed no certificate"),
  /** The peer's own certificate is not yet valid or no longer. */
  OUT_OF_TIME("its certificate is expired or not yet valid"),
  /** No chain to a trusted root could be built, or the certificate is not for servers. */
  NOT_TRUSTED("its certificate was not issued by a trusted authority"),
  /** The chain is good, but for another host. */
  WRONG_NAME("its certificate is for another name");

  private final String explanation;

  PkixVerdict(String explanation) {
    this.explanation = explanation;
  }

  /** The words for a sender, to follow "because ". */
  public String explanation() {
    return explanation;
  }
}
