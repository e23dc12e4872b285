package org.sealpost.tlsrpt;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.AddressLiteral;

/** IP addresses as reports have them (RFC 8460 §4.4). */
final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  /** The address in the form of RFC 5952 §4; null stays null, and what is no address as it is. */
  static @Nullable String of(@Nullable String text) {
    if (text == null || !text.contains(":")) {
      return text;
    }
    int zone = text.indexOf('%');
    Optional<InetAddress> address =
        AddressLiteral.parse("[IPv6:" + (zone < 0 ? text : text.substring(0, zone)) + "]")
            .map(AddressLiteral::address);
    return address.isPresent() && address.get() instanceof Inet6Address six
        ? shortened(six.getAddress())
        : text;
  }

  private static String shortened(byte[] octets) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (octets[2 * i] & 0xFF) << 8 | (octets[2 * i + 1] & 0xFF);
    }
    int start = 0;
    int length = 1; // RFC 5952 §4.2.2: not for a single group
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && groups[i + zeros] == 0) {
        zeros++;
      }
      if (zeros > length) { // §4.2.3: the longest, the first of equals
        start = i;
        length = zeros;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (length > 1 && i == start) {
        text.append("::");
        i += length - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
