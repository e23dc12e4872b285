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
  /**
   * The same by a policy from the cache, and whether there is a newer one could not be found out:
   * nothing may fail for good because of it (§5).
   */
  ENFORCE_MISMATCH_UNSURE,
  /**
   * A record says there is a policy, or could not be looked up; none could be fetched and none is
   * cached.
   */
  UNAVAILABLE;

  /** Whether an enforced policy does not name the host. */
  public boolean isForbidden() {
    return this == ENFORCE_MISMATCH || this == ENFORCE_MISMATCH_UNSURE;
  }

  /** Whether a policy in either mode names the host, which authenticates its name. */
  public boolean isMatch() {
    return this == TESTING_MATCH || this == ENFORCE_MATCH;
  }
}
