package org.sealpost.inflow;

import java.net.InetSocketAddress;

/**
 * One listening socket.
 *
 * @param kind what it is for
 * @param address where it listens; port 0 takes a free one
 * @param requireTls whether REQUIRETLS is announced under TLS here (RFC 8689 §2)
 * @param authenticate whether AUTH is announced and taken under TLS here (RFC 4954); never without
 */
public record ListenerConfig(
    ListenerKind kind, InetSocketAddress address, boolean requireTls, boolean authenticate) {
  /** A listener on which nobody authenticates. */
  public ListenerConfig(ListenerKind kind, InetSocketAddress address, boolean requireTls) {
    this(kind, address, requireTls, false);
  }
}
