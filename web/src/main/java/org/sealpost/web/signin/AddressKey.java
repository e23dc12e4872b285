package org.sealpost.web.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What of an IP address stands for one client: an IPv4 address whole, of IPv6 the first 64 bits.
 */
final class AddressKey {
  private static final int PREFIX_OCTETS = 8;

  private AddressKey() {}

  /** The key; a text that is no IP address stands for itself. */
  static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      // Holds a colon, so it is read as a literal and never looked up.
      InetAddress parsed = InetAddress.getByName(address);
      if (parsed instanceof Inet6Address) {
        byte[] prefix = Arrays.copyOf(parsed.getAddress(), PREFIX_OCTETS);
        return HexFormat.of().formatHex(prefix) + "/64";
      }
      return parsed.getHostAddress();
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
  }
}
