package org.sealpost.tlsrpt;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses that lead to this machine or into the network around it. */
final class PrivateAddresses {
  private PrivateAddresses() {}

  /** Whether an address is one of them, or one that no server can have. */
  static boolean contain(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress() // RFC 1918
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] octets = address.getAddress();
    if (address instanceof Inet4Address) {
      return isPrivate(octets[0] & 0xFF, octets[1] & 0xFF);
    }
    boolean uniqueLocal = (octets[0] & 0xFE) == 0xFC; // RFC 4193 §3.1
    // RFC 6052 §2.1, RFC 3056 §2: addresses that hold an IPv4 address, which may be any.
    boolean translated = octets[0] == 0 && octets[1] == 0x64 && (octets[2] & 0xFF) == 0xFF;
    boolean tunnelled = octets[0] == 0x20 && octets[1] == 0x02;
    return address instanceof Inet6Address && (uniqueLocal || translated || tunnelled);
  }

  private static boolean isPrivate(int first, int second) {
    boolean shared = first == 100 && second >= 64 && second < 128; // RFC 6598 §7
    boolean benchmark = first == 198 && (second == 18 || second == 19); // RFC 2544
    return first == 0 || shared || benchmark || first >= 240;
  }
}
