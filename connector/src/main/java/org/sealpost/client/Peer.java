package org.sealpost.client;

import java.net.InetSocketAddress;

/**
 * The server a session goes to.
 *
 * @param host the MX host or route host in A-labels, or its IP address as text without brackets:
 *     the reference identifier of its certificate (RFC 6125 §6.2) and the server name in the TLS
 *     handshake
 * @param socketAddress where to connect, resolved
 */
public record Peer(String host, InetSocketAddress socketAddress) {
  /** Address and port for logs and traces: {@code 192.0.2.1:25}, {@code [2001:db8::1]:25}. */
  public String addressText() {
    String address = socketAddress.getAddress().getHostAddress();
    String bracketed = address.contains(":") ? "[" + address + "]" : address;
    return bracketed + ":" + socketAddress.getPort();
  }
}
