package org.sealpost.inflow;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One listening socket.
 *
 * @param kind what it is for
 * @param address where it listens; port 0 takes a free one
 * @param requireTls whether REQUIRETLS is announced under TLS here (RFC 8689 §2)
 * @param authenticate whether AUTH is announced and taken under TLS here (RFC 4954); never without
 * @param longestHold how long a message may ask to be held back (RFC 4865); zero where that is not
 *     offered, as it never is where mail of other servers comes in (§4.2)
 */
public record ListenerConfig(
    ListenerKind kind,
    InetSocketAddress address,
    boolean requireTls,
    boolean authenticate,
    Duration longestHold) {
  /** Refuses what RFC 4865 §4.2 forbids. */
  public ListenerConfig {
    if (longestHold.isNegative() || (!longestHold.isZero() && !kind.isSubmission())) {
      throw new IllegalArgumentException(kind + " cannot hold mail for " + longestHold);
    }
  }

  /** A listener that holds nothing back, and on which nobody authenticates. */
  public ListenerConfig(ListenerKind kind, InetSocketAddress address, boolean requireTls) {
    this(kind, address, requireTls, false, Duration.ZERO);
  }
}
