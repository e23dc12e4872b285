package org.sealpost.delivery;

import org.sealpost.policy.RequiredEnd.HostEnd;

/** How it ended at one host, or without one. */
public enum TraceEnd {
  /** It took the message for at least one recipient. */
  TOOK,
  /** A mail transaction was begun, and it took the message for nobody. */
  TOOK_NOBODY,
  /** It could not be used in a way that may heal. */
  MAY_HEAL,
  /** It is verified but does not promise to protect mail onwards (RFC 8689 §4.2.1). */
  LACKS_REQUIRETLS,
  /** It is not eligible, or TLS or its certificate failed. */
  NOT_VERIFIED,
  /** It will not take this message, for a reason that has nothing to do with TLS. */
  REFUSED,
  /** In a mailbox here. */
  LOCAL,
  /** There was no host to go to. */
  NOWHERE;

  static TraceEnd of(HostEnd end) {
    return switch (end) {
      case MAY_HEAL -> MAY_HEAL;
      case LACKS_REQUIRETLS -> LACKS_REQUIRETLS;
      case NOT_VERIFIED -> NOT_VERIFIED;
      case REFUSED -> REFUSED;
    };
  }
}
