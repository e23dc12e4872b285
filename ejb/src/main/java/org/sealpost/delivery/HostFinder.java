package org.sealpost.delivery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.Route;
import org.sealpost.delivery.FoundHosts.Hosts;
import org.sealpost.delivery.FoundHosts.Nowhere;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.MxHost;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.mtasts.PolicyLookup;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.smtp.AddressLiteral;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** Finds the hosts of a next-hop domain: its route, else its MX records (RFC 5321 §5.1). */
final class HostFinder {
  /** Choice: RFC 5321 §5.1 lets a client limit how many it tries. */
  private static final int MOST_HOSTS = 10;

  private final DeliverySettings settings;
  private final Domain hostName;
  private final DnsClient dns;
  private final PolicyLookup policies;
  private final Routes routes;

  HostFinder(DeliverySettings settings, Domain hostName, PolicySources sources) {
    this.settings = settings;
    this.hostName = hostName;
    this.dns = sources.dns();
    this.policies = sources.policies();
    this.routes = sources.routes();
  }

  FoundHosts find(Domain domain, TlsRequirement requirement, RouteChoice choice) {
    FoundHosts found = found(domain, choice);
    if (!(found instanceof Hosts hosts)
        || domain.isAddressLiteral()
        || hosts.hosts().get(0) instanceof TargetHost.Routed) {
      return found;
    }
    // RFC 8689 §4.2.2: mail that ignores the policy need not wait for it; what is held of it is
    // only told of in reports.
    Optional<DomainPolicy> policy =
        requirement == TlsRequirement.OPTIONAL
            ? policies.known(domain)
            : Optional.of(policies.find(domain));
    return policy.isPresent() ? underPolicy(hosts, policy.get()) : found;
  }

  /** The same without a look at any policy. */
  FoundHosts find(Domain domain) {
    return found(domain, new RouteChoice.BySettings());
  }

  private FoundHosts found(Domain domain, RouteChoice choice) {
    List<Route> routed = routes(domain, choice);
    if (!routed.isEmpty()) {
      return new Hosts(routed.stream().map(HostFinder::routed).toList());
    }
    if (domain.isAddressLiteral()) {
      return literal(domain);
    }
    return byMx(domain);
  }

  private List<Route> routes(Domain domain, RouteChoice choice) {
    if (choice instanceof RouteChoice.Fixed fixed) {
      return List.of(fixed.route());
    }
    return choice instanceof RouteChoice.ByMx ? List.of() : routes.find(domain);
  }

  private static TargetHost routed(Route route) {
    return new TargetHost.Routed(route, numeric(route.host()), DaneFinder.Found.NOTHING);
  }

  private FoundHosts byMx(Domain domain) {
    MxAnswer answer = dns.mx(domain);
    if (answer instanceof MxAnswer.Hosts found) {
      return mxHosts(domain, found);
    }
    if (answer instanceof MxAnswer.NoMx none) {
      return domainItself(domain, none.security());
    }
    if (answer instanceof MxAnswer.NullMx) {
      // RFC 7505 §4.1
      return new Nowhere(Failures.local("5.1.10", "The domain " + domain + " takes no mail."));
    }
    if (answer instanceof MxAnswer.NoSuchDomain) {
      return new Nowhere(Failures.local("5.1.2", "The domain " + domain + " does not exist."));
    }
    if (answer instanceof MxAnswer.NotFoundOut) {
      return new Nowhere(
          Failures.local("4.4.3", "The mail servers of " + domain + " could not be looked up."),
          answer.security() == SecurityStatus.BOGUS);
    }
    throw new AssertionError(answer);
  }

  private FoundHosts literal(Domain domain) {
    // RFC 5321 §4.1.3: an address literal is the host, and no MX applies.
    Optional<AddressLiteral> literal = AddressLiteral.parse(domain.name());
    if (literal.isEmpty()) {
      return new Nowhere(Failures.local("5.1.3", domain + " is not an IP address."));
    }
    InetAddress address = literal.get().address();
    // RFC 7672 §2.2: DANE does not apply to an address literal.
    return new Hosts(List.of(found(address.getHostAddress(), address, MxFact.NO_MX, List.of())));
  }

  private FoundHosts domainItself(Domain domain, SecurityStatus security) {
    if (domain.equals(hostName)) {
      return new Nowhere(Failures.loop(domain));
    }
    // Not the target of a CNAME: the name that counts is the one the sender wrote (RFC 8689 §4.2.1)
    boolean secure = security == SecurityStatus.SECURE;
    List<String> names = secure ? List.of(domain.name()) : List.of();
    return new Hosts(List.of(found(domain.name(), null, MxFact.NO_MX, names)));
  }

  private FoundHosts mxHosts(Domain domain, MxAnswer.Hosts answer) {
    int ownPreference = Integer.MAX_VALUE;
    for (MxHost host : answer.hosts()) {
      if (host.name().equals(hostName.name())) {
        ownPreference = Math.min(ownPreference, host.preference());
      }
    }
    // RFC 7672 §2.2.1, §3.2.2
    boolean secure = answer.security() == SecurityStatus.SECURE;
    List<String> names = secure ? List.of(domain.name(), answer.expandedDomain()) : List.of();
    List<TargetHost> hosts = new ArrayList<>();
    for (MxHost host : answer.hosts()) {
      // RFC 5321 §5.1: never to ourselves or to a host that would only hand it back to us.
      if (host.preference() < ownPreference && hosts.size() < MOST_HOSTS) {
        hosts.add(found(host.name(), null, mxFact(answer.security()), names));
      }
    }
    return hosts.isEmpty() ? new Nowhere(Failures.loop(domain)) : new Hosts(hosts);
  }

  private static MxFact mxFact(SecurityStatus security) {
    return switch (security) {
      case SECURE -> MxFact.SECURE;
      case INSECURE, INDETERMINATE -> MxFact.INSECURE;
      case BOGUS -> MxFact.BOGUS;
    };
  }

  /** The same hosts, with what the policy of the domain says of each (RFC 8461 §4.1). */
  private static Hosts underPolicy(Hosts hosts, DomainPolicy policy) {
    List<TargetHost> judged = new ArrayList<>();
    for (TargetHost host : hosts.hosts()) {
      judged.add(host instanceof TargetHost.Found found ? found.under(policy) : host);
    }
    return new Hosts(judged);
  }

  /** Not under a policy yet; TLSA records are looked up when it is the host's turn. */
  private TargetHost found(
      String name, @Nullable InetAddress address, MxFact mx, List<String> nextHopNames) {
    HostFacts facts = new HostFacts(mx, MtaStsFact.NONE, DaneFact.NOT_APPLICABLE);
    return new TargetHost.Found(
        name,
        settings.smtpPort(),
        address,
        facts,
        null,
        nextHopNames,
        DaneFinder.Found.NOTHING,
        Published.NOTHING);
  }

  private static @Nullable InetAddress numeric(String host) {
    String literal = host.contains(":") ? "[IPv6:" + host + "]" : "[" + host + "]";
    return AddressLiteral.parse(literal).map(AddressLiteral::address).orElse(null);
  }
}
