package org.sealpost.policy;

/** What the MTA-STS policy of the original recipient domain says of one host (RFC 8461 §4.1). */
public enum MtaStsFact {
  /** There is no policy, or its mode is none. */
  NONE,
  /** Mode testing, and the host is in it. */
  TESTING_MATCH,
  /** Mode testing, and the host is not in it: reported, never blocking (§5). */
  TESTING_MISMATCH,
  /** Mode enforce, and the host is in it. */
  ENFORCE_MATCH,
  /** Mode enforce, and the host is not in it: never to be used (§5). */
  ENFORCE_MISMATCH,
  /** A record says there is a policy; none could be fetched and none is cached. */
  UNAVAILABLE;

  /** Whether a policy in either mode names the host, which authenticates its name. */
  public boolean isMatch() {
    return this == TESTING_MATCH || this == ENFORCE_MATCH;
  }
}
