package org.sealpost.delivery;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Route;
import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportPolicy;
import org.sealpost.smtp.TlsRequirement;

/** One host a message may be handed to. */
sealed interface TargetHost {
  /** Its name, or its address as text: the reference identifier of its certificate. */
  String name();

  int port();

  /** Its address where none has to be looked up. */
  @Nullable InetAddress address();

  /** The decision about it. */
  TransportDecision decide(TransportPolicy policy, TlsRequirement requirement);

  /** Where it comes from and what is known of it, in one line. */
  String origin();

  /**
   * Found by MX lookup, or the domain itself.
   *
   * @param policy the domain's MTA-STS policy in a few words; null where nobody asked for it
   */
  record Found(
      String name,
      int port,
      @Nullable InetAddress address,
      HostFacts facts,
      @Nullable String policy)
      implements TargetHost {
    /** The same host with what the policy of the recipient's domain says of it. */
    Found under(DomainPolicy found) {
      HostFacts known = new HostFacts(facts.mx(), StsFacts.of(found, name), facts.dane());
      return new Found(name, port, address, known, found.text());
    }

    @Override
    public TransportDecision decide(TransportPolicy policy, TlsRequirement requirement) {
      return policy.decide(requirement, facts);
    }

    @Override
    public String origin() {
      return policy == null ? facts.text() : facts.text() + " policy=" + policy;
    }
  }

  /** Set by the operator. */
  record Routed(Route route, @Nullable InetAddress address) implements TargetHost {
    @Override
    public String name() {
      return address == null ? route.host() : address.getHostAddress();
    }

    @Override
    public int port() {
      return route.port();
    }

    @Override
    public TransportDecision decide(TransportPolicy policy, TlsRequirement requirement) {
      return policy.decide(requirement, route);
    }

    @Override
    public String origin() {
      return "route tls=" + route.security() + " verify=" + route.verification();
    }
  }
}
