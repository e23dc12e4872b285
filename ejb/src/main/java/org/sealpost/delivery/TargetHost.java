package org.sealpost.delivery;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.dane.TlsaSet;
import org.sealpost.config.Route;
import org.sealpost.config.RouteLogin;
import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.OperatorExceptions;
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

  /** The decision about it, under what the operator has laid down for the domain. */
  TransportDecision decide(
      TransportPolicy policy, TlsRequirement requirement, OperatorExceptions exceptions);

  /** Where it comes from and what is known of it. */
  HostOrigin origin();

  /** What its certificate has to match where the decision asks for DANE; null without DANE. */
  @Nullable TlsaSet tlsa();

  /** As whom to sign in there; null: not at all. */
  @Nullable RouteLogin login();

  /** The same, with what is only looked up when it is its turn. Blocks. */
  TargetHost completed(DaneFinder dane);

  /**
   * Found by MX lookup, or the domain itself.
   *
   * @param policy the domain's MTA-STS policy in a few words; null where nobody asked for it
   * @param nextHopNames the names of the next-hop domain that a secure lookup led here from; empty
   *     where the lookup was not secure, so that DANE does not apply (RFC 7672 §2.2.1)
   * @param published what the domain publishes, for reports
   */
  record Found(
      String name,
      int port,
      @Nullable InetAddress address,
      HostFacts facts,
      @Nullable String policy,
      List<String> nextHopNames,
      DaneFinder.Found dane,
      Published published)
      implements TargetHost {
    public Found {
      nextHopNames = List.copyOf(nextHopNames);
    }

    /** The same host with what the policy of the recipient's domain says of it. */
    Found under(DomainPolicy found) {
      HostFacts known = new HostFacts(facts.mx(), StsFacts.of(found, name), facts.dane());
      return new Found(
          name, port, address, known, found.text(), nextHopNames, dane, published.under(found));
    }

    @Override
    public @Nullable TlsaSet tlsa() {
      return dane.tlsa();
    }

    @Override
    public @Nullable RouteLogin login() {
      return null;
    }

    @Override
    public TargetHost completed(DaneFinder finder) {
      if (nextHopNames.isEmpty()) {
        return this;
      }
      DaneFinder.Found found = finder.find(name, port, nextHopNames);
      HostFacts complete = new HostFacts(facts.mx(), facts.mtaSts(), found.fact());
      Published known = published.with(found.published());
      return new Found(name, port, address, complete, policy, nextHopNames, found, known);
    }

    @Override
    public TransportDecision decide(
        TransportPolicy rules, TlsRequirement requirement, OperatorExceptions exceptions) {
      return rules.decide(requirement, facts, exceptions);
    }

    @Override
    public HostOrigin origin() {
      TlsaSet tlsa = dane.tlsa();
      String detail = tlsa == null ? dane.detail() : tlsa.text();
      boolean signed = !nextHopNames.isEmpty();
      return HostOrigin.found(facts, signed, policy, signed, detail).with(published);
    }
  }

  /** Set by the operator. */
  record Routed(Route route, @Nullable InetAddress address, DaneFinder.Found dane)
      implements TargetHost {
    @Override
    public @Nullable TlsaSet tlsa() {
      return dane.tlsa();
    }

    @Override
    public @Nullable RouteLogin login() {
      return route.login();
    }

    @Override
    public TargetHost completed(DaneFinder finder) {
      // RFC 7672 §2.2: where no MX record leads there, the host the operator named is the TLSA base
      // domain, and its name needs nobody's signature.
      return route.verification() == Route.Verification.DANE
          ? new Routed(
              route, address, finder.find(route.host(), route.port(), List.of(route.host())))
          : this;
    }

    @Override
    public String name() {
      return address == null ? route.host() : address.getHostAddress();
    }

    @Override
    public int port() {
      return route.port();
    }

    @Override
    public TransportDecision decide(
        TransportPolicy policy, TlsRequirement requirement, OperatorExceptions exceptions) {
      return policy.decide(requirement, route, dane.fact(), exceptions);
    }

    @Override
    public HostOrigin origin() {
      TlsaSet tlsa = dane.tlsa();
      String found = tlsa == null ? dane.detail() : tlsa.text();
      RouteLogin login = route.login();
      String says =
          "tls="
              + route.security()
              + " verify="
              + route.verification()
              + (login == null ? "" : " user=" + login.userName())
              + (route.trusted() ? " trusted" : "")
              + (found.isEmpty() ? "" : " (" + found + ")");
      HostOrigin origin = new HostOrigin(HostOrigin.Source.ROUTE, null, false, says, false, "");
      return route.verification() == Route.Verification.DANE
          ? origin.with(Published.ofRoute(dane.published(), dane.fact()))
          : origin;
    }
  }
}
