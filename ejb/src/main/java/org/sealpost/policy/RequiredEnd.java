package org.sealpost.policy;

import java.util.Collection;

/** What becomes of REQUIRED mail that no host took (RFC 8689 §4.2.1, last paragraphs). */
public enum RequiredEnd {
  /** Something may heal: try again later. */
  RETRY,
  /** Verified servers, none of which promises REQUIRETLS: 5.7.30. */
  NOT_SUPPORTED,
  /** No verified TLS session could be had: 5.7.10. */
  NOT_PROTECTED,
  /** Every server said a final no to something else; that is the failure. */
  REFUSED;

  /** How one host ended. */
  public enum HostEnd {
    /** In a way that may heal: connection, DNS, policy fetch, a 4yz reply. */
    MAY_HEAL,
    /** Verified, but without REQUIRETLS. */
    LACKS_REQUIRETLS,
    /** Not eligible, no STARTTLS, handshake or certificate failed. */
    NOT_VERIFIED,
    /** A final no that has nothing to do with TLS: a 5yz greeting, a message it cannot take. */
    REFUSED
  }

  /**
   * Sums up.
   *
   * @param ends one for each host; at least one
   */
  public static RequiredEnd of(Collection<HostEnd> ends) {
    if (ends.contains(HostEnd.MAY_HEAL)) {
      return RETRY;
    }
    if (ends.contains(HostEnd.NOT_VERIFIED)) {
      return NOT_PROTECTED;
    }
    return ends.contains(HostEnd.LACKS_REQUIRETLS) ? NOT_SUPPORTED : REFUSED;
  }
}
