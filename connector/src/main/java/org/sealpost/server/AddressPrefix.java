package org.sealpost.server;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A part of the address space that one party may have to itself.
 *
 * @param width which of the three that are looked at, 0 the smallest
 * @param ipv6 whether of IPv6
 * @param bits its first bits, the others 0
 */
record AddressPrefix(int width, boolean ipv6, long bits) {
  /** IPv4: the address, a small site, a provider's customers side by side. */
  private static final int[] IPV4_BITS = {32, 26, 21};

  /** IPv6: one network, one site, one provider. */
  private static final int[] IPV6_BITS = {64, 48, 32};

  /** The three parts that an address is in, the smallest first. */
  static List<AddressPrefix> of(InetAddress address) {
    return List.of(of(address, 0), of(address, 1), of(address, 2));
  }

  private static AddressPrefix of(InetAddress address, int width) {
    byte[] octets = address.getAddress();
    boolean ipv6 = octets.length > 4;
    long first = ipv6 ? ByteBuffer.wrap(octets).getLong() : ipv4(octets);
    int bits = ipv6 ? IPV6_BITS[width] : IPV4_BITS[width];
    return new AddressPrefix(width, ipv6, first & (-1L << (64 - bits)));
  }

  private static long ipv4(byte[] octets) {
    return (long) ByteBuffer.wrap(octets).getInt() << 32;
  }
}
