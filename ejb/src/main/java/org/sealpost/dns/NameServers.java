package org.sealpost.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/** Which name servers are asked, from the setting {@code dns.servers}. */
public final class NameServers {
  private static final int DNS_PORT = 53;
  private static final Duration TRY_TIME = Duration.ofSeconds(5);
  private static final int TRIES = 2;

  private NameServers() {}

  /**
   * A resolver that asks them in order.
   *
   * @param servers addresses with optional port ({@code 192.0.2.53}, {@code 192.0.2.53:5353},
   *     {@code [2001:db8::53]:5353}); empty: those of the operating system
   * @throws IllegalArgumentException where one is not of this form
   */
  public static Resolver resolver(List<String> servers) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String server : servers) {
      addresses.add(parse(server));
    }
    if (addresses.isEmpty()) {
      addresses.addAll(ResolverConfig.getCurrentConfig().servers());
    }
    List<Resolver> resolvers = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      SimpleResolver resolver = new SimpleResolver(address);
      resolver.setTimeout(TRY_TIME);
      resolvers.add(resolver);
    }
    ExtendedResolver all = new ExtendedResolver(resolvers);
    all.setRetries(TRIES);
    all.setTimeout(TRY_TIME.multipliedBy((long) TRIES * resolvers.size()));
    return all;
  }

  static InetSocketAddress parse(String server) {
    boolean bracketed = server.startsWith("[");
    int end = bracketed ? server.indexOf(']') : server.indexOf(':');
    boolean bareIpv6 = !bracketed && end >= 0 && server.indexOf(':', end + 1) >= 0;
    if (bareIpv6 || (!bracketed && end < 0)) {
      return new InetSocketAddress(address(server), DNS_PORT);
    }
    if (end < 0) {
      throw new IllegalArgumentException("no ] in " + server);
    }
    String host = bracketed ? server.substring(1, end) : server.substring(0, end);
    String rest = server.substring(bracketed ? end + 1 : end);
    int port = rest.isEmpty() ? DNS_PORT : port(rest);
    return new InetSocketAddress(address(host), port);
  }

  private static int port(String colonAndDigits) {
    if (!colonAndDigits.matches(":\\d{1,5}")) {
      throw new IllegalArgumentException("not a port: " + colonAndDigits);
    }
    return Integer.parseInt(colonAndDigits.substring(1));
  }

  private static InetAddress address(String numeric) {
    if (!numeric.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("not an IP address: " + numeric);
    }
    try {
      return InetAddress.getByName(numeric);
    } catch (UnknownHostException outOfRange) {
      throw new IllegalArgumentException("not an IP address: " + numeric, outOfRange);
    }
  }
}
