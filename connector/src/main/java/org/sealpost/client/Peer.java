package org.sealpost.client;

import java.net.InetSocketAddress;

/**
 * The server a session goes to.
 *
 * @param host the MX host or route host in A-labels, or its IP address as text without brackets:
 *     the reference identifier of its certificate (RFC 6125 §6.2)
 * @param serverName the name in the TLS handshake (RFC 6066 §3): the host, or the TLSA base domain
 *     where DANE applies (RFC 7672 §8.1)
 * @param socketAddress where to connect, resolved
 */
public record Peer(String host, String serverName, InetSocketAddress socketAddress) {
  /** A server that is called by its name in the TLS handshake. */
  public Peer(String host, InetSocketAddress socketAddress) {
    this(host, host, socketAddress);
  }

  /** Address and port for logs and traces: {@code 192.0.2.1:25}, {@code [2001:db8::1]:25}. */
  public String addressText() {
    String address = socketAddress.getAddress().getHostAddress();
    String bracketed = address.contains(":") ? "[" + address + "]" : address;
    return bracketed + ":" + socketAddress.getPort();
  }
}
