package org.sealpost.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address written as a mail domain (RFC 5321 §4.1.3): {@code [192.0.2.1]} or {@code
 * [IPv6:2001:db8::1]}.
 */
public record AddressLiteral(InetAddress address) {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final String IPV6_TAG = "IPV6:";

  /** Reads the literal with its brackets; empty where it is none. Never looks up a name. */
  public static Optional<AddressLiteral> parse(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return Optional.empty();
    }
    String inner = text.substring(1, text.length() - 1);
    if (inner.toUpperCase(Locale.ROOT).startsWith(IPV6_TAG)) {
      String v6 = inner.substring(IPV6_TAG.length());
      return v6.contains(":") && IPV6.matcher(v6).matches() ? address(v6) : Optional.empty();
    }
    return IPV4.matcher(inner).matches() ? address(inner) : Optional.empty();
  }

  private static Optional<AddressLiteral> address(String numeric) {
    try {
      return Optional.of(new AddressLiteral(InetAddress.getByName(numeric)));
    } catch (UnknownHostException outOfRange) {
      return Optional.empty();
    }
  }

  /** The literal as it stands in a path, brackets included. */
  public String text() {
    String host = address.getHostAddress();
    return host.contains(":") ? "[IPv6:" + host + "]" : "[" + host + "]";
  }
}
