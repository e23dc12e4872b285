package org.sealpost.client.dane;

/** What the certificates of a host proved against its TLSA records (RFC 7672 §3.2). */
public enum DaneVerdict {
  /** Its own certificate or key is the one announced; name and time do not count (§3.1.1). */
  VERIFIED_EE("its certificate is the one announced by DANE"),
  /** Its chain ends at an announced trust anchor, is in its time, and names the host (§3.1.2). */
  VERIFIED_TA("its certificate was issued by the authority announced by DANE"),
  /** There was no certificate. */
  NO_CERTIFICATE("it showed no certificate"),
  /** None of its certificates is announced. */
  NO_MATCH("its certificate is not the one announced by DANE"),
  /** It showed the announced trust anchor, but its own certificate is not valid now (§3.1.2). */
  OUT_OF_TIME("its certificate is expired or not yet valid"),
  /** It showed the announced trust anchor, but no valid chain from it. */
  NO_PATH("its certificate was not rightly issued by the authority announced by DANE"),
  /** The chain is good, but for another host. */
  WRONG_NAME("its certificate is for another name");

  private final String explanation;

  DaneVerdict(String explanation) {
    this.explanation = explanation;
  }

  /** Whether it proves that the host is the one announced. */
  public boolean isProof() {
    return this == VERIFIED_EE || this == VERIFIED_TA;
  }

  /** The words for a sender, to follow "because ". */
  public String explanation() {
    return explanation;
  }
}
