package org.sealpost.dns;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.sealpost.smtp.Domain;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** The servers that are asked, and who says whether their answers are secure. */
public final class DnsServers {
  /** What passes every network without being cut into fragments (RFC 9715 appendix A). */
  private static final int PAYLOAD_OCTETS = 1232;

  private final Resolver resolver;
  private final Resolver unvalidated;
  private final boolean adCounts;
  private final List<Name> unsigned;

  private DnsServers(
      Resolver resolver, Resolver unvalidated, boolean adCounts, List<Name> unsigned) {
    this.resolver = resolver;
    this.unvalidated = unvalidated;
    this.adCounts = adCounts;
    this.unsigned = unsigned;
  }

  /** Nobody: every answer counts as INSECURE. */
  public static DnsServers unvalidated(Resolver servers) {
    servers.setEDNS(0, PAYLOAD_OCTETS, 0, List.of());
    return new DnsServers(servers, servers, false, List.of());
  }

  /**
   * The servers themselves, by their AD bit. Only for servers nobody can come between (RFC 4035
   * §4.9.3).
   */
  public static DnsServers trusted(Resolver servers) {
    // RFC 6840 §5.8: the AD bit is set for those who asked with DO.
    servers.setEDNS(0, PAYLOAD_OCTETS, ExtendedFlags.DO, List.of());
    return new DnsServers(servers, servers, true, List.of());
  }

  /**
   * This program, down from the trust anchors (RFC 4035 §5). The servers only have to pass DNSSEC
   * records on.
   *
   * @param unsigned domains whose answers are taken as INSECURE without a proof that they are
   *     unsigned: negative trust anchors (RFC 7646), for names that only a private network has
   */
  public static DnsServers validated(
      Resolver servers, TrustAnchors anchors, List<Domain> unsigned, Clock clock) {
    DnsLog.silenceValidator();
    Resolver upstream = new Upstream(servers, clock);
    ValidatingResolver validating = new ValidatingResolver(upstream, clock);
    validating.setEDNS(0, PAYLOAD_OCTETS, ExtendedFlags.DO, List.of());
    anchors.loadInto(validating);
    List<Name> names = unsigned.stream().map(DnsServers::name).toList();
    return new DnsServers(validating, servers, true, names);
  }

  private static Name name(Domain domain) {
    try {
      return Name.fromString(domain.name(), Name.root);
    } catch (TextParseException notAName) {
      throw new IllegalArgumentException(domain.name(), notAName);
    }
  }

  /** Whom to ask about a name. */
  Resolver resolver(Name name) {
    return isUnsigned(name) ? unvalidated : resolver;
  }

  /** Whether the AD bit of an answer about a name means that it is SECURE. */
  boolean adCounts(Name name) {
    return adCounts && !isUnsigned(name);
  }

  private boolean isUnsigned(Name name) {
    return unsigned.stream().anyMatch(name::subdomain);
  }

  /** How long one question may take. */
  Duration timeout() {
    return resolver.getTimeout();
  }
}
