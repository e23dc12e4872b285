package org.sealpost.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealpost.client.TlsUse;
import org.sealpost.config.Route;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Reason;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

class RoutePolicyTest {
  private static final DaneFact NONE = DaneFact.NOT_APPLICABLE;

  private final TransportPolicy policy = new TransportPolicy(new PolicySettings(true, true));
  private final TransportPolicy strict = new TransportPolicy(new PolicySettings(false, true));

  private static List<Route> allRoutes() {
    List<Route> all = new ArrayList<>();
    for (Security security : Security.values()) {
      for (Verification verification : Verification.values()) {
        Set<String> keys =
            verification == Verification.FINGERPRINT ? Set.of("ab".repeat(32)) : Set.of();
        all.add(new Route("relay.example", 25, security, verification, keys, null, false));
      }
    }
    return all;
  }

  @Test
  void requiredTakesOnlyAVerifiedRouteAndAllThatGoesWithIt() {
    for (Route route : allRoutes()) {
      TransportDecision decision = policy.decide(TlsRequirement.REQUIRED, route, DaneFact.USABLE);
      if (route.isVerified()) {
        Connect connect = (Connect) decision;
        assertThat(connect.tls().permitsPlaintext()).isFalse();
        assertProved(route, connect);
        assertThat(connect.requireTls()).isTrue();
      } else {
        assertThat(decision).isEqualTo(new Skip(Reason.ROUTE_NOT_VERIFIED));
      }
    }
  }

  @Test
  void aRouteThatDemandsTlsGetsItWhateverTheMessageSays() {
    for (Route route : allRoutes()) {
      if (route.security() != Security.IMPLICIT && route.security() != Security.STARTTLS) {
        continue;
      }
      for (TlsRequirement requirement : List.of(TlsRequirement.DEFAULT, TlsRequirement.OPTIONAL)) {
        Connect connect = (Connect) policy.decide(requirement, route, DaneFact.USABLE);
        assertThat(connect.tls().permitsPlaintext()).as("%s", route).isFalse();
        assertThat(connect.retryPlain()).as("%s", route).isFalse();
        assertProved(route, connect);
      }
    }
  }

  @Test
  void anOpportunisticRouteGoesWithoutTlsAsFarAsItMay() {
    Route route = new Route("relay.example", 25, Security.OPPORTUNISTIC, Verification.NONE);
    TlsUse offered = TlsUse.STARTTLS_IF_OFFERED;

    assertThat(policy.decide(TlsRequirement.DEFAULT, route, NONE))
        .isEqualTo(new Connect(offered, CertificateCheck.NONE, false, true));
    assertThat(strict.decide(TlsRequirement.DEFAULT, route, NONE))
        .isEqualTo(new Connect(offered, CertificateCheck.NONE, false, false));
    assertThat(strict.decide(TlsRequirement.OPTIONAL, route, NONE))
        .isEqualTo(new Connect(offered, CertificateCheck.NONE, false, true));
  }

  @Test
  void aRouteWithoutTlsIsTheOperatorsWill() {
    Route route = new Route("localhost", 2525, Security.NONE, Verification.NONE);

    assertThat(strict.decide(TlsRequirement.DEFAULT, route, NONE))
        .isEqualTo(new Connect(TlsUse.NONE, CertificateCheck.NONE, false, false));
  }

  private static void assertProved(Route route, Connect connect) {
    CertificateCheck check =
        switch (route.verification()) {
          case PKIX -> CertificateCheck.PKIX;
          case DANE -> CertificateCheck.DANE;
          case FINGERPRINT, NONE -> CertificateCheck.NONE;
        };
    assertThat(connect.check()).as("%s", route).isEqualTo(check);
    assertThat(connect.pins()).as("%s", route).isEqualTo(route.fingerprints());
  }

  @Test
  void aRouteToBeCheckedByDaneIsNotUsedWithoutRecords() {
    Route route = new Route("relay.example", 25, Security.STARTTLS, Verification.DANE);
    for (DaneFact without : List.of(DaneFact.NOT_APPLICABLE, DaneFact.UNUSABLE)) {
      assertThat(policy.decide(TlsRequirement.DEFAULT, route, without))
          .isEqualTo(new Skip(Reason.ROUTE_WITHOUT_DANE));
      assertThat(policy.decide(TlsRequirement.REQUIRED, route, without))
          .isEqualTo(new Skip(Reason.ROUTE_WITHOUT_DANE_FOR_REQUIRED));
    }
    for (TlsRequirement requirement : TlsRequirement.values()) {
      assertThat(policy.decide(requirement, route, DaneFact.LOOKUP_FAILED))
          .isEqualTo(new Skip(Reason.DANE_LOOKUP_FAILED));
    }
  }

  @Test
  void aTrustedRouteIsTheEndOfTheWay() {
    Route route =
        new Route("127.0.0.1", 24, Security.NONE, Verification.NONE, Set.of(), null, true);

    assertThat(policy.decide(TlsRequirement.REQUIRED, route, NONE))
        .isEqualTo(new Connect(TlsUse.NONE, CertificateCheck.NONE, false, false));
  }

  @Test
  void whatARouteAndAnExceptionPinHasToBeInBoth() {
    Set<String> keys = Set.of("aa".repeat(32), "bb".repeat(32));
    Route route =
        new Route(
            "relay.example", 25, Security.STARTTLS, Verification.FINGERPRINT, keys, null, false);

    assertThat(((Connect) under(route, Set.of("bb".repeat(32), "cc".repeat(32)))).pins())
        .containsExactly("bb".repeat(32));
    assertThat(((Connect) under(route, Set.of())).pins()).isEqualTo(keys);
    assertThat(under(route, Set.of("cc".repeat(32)))).isEqualTo(new Skip(Reason.PINS_CONTRADICT));
  }

  private TransportDecision under(Route route, Set<String> pins) {
    OperatorExceptions laidDown = new OperatorExceptions(true, true, false, false, pins);
    return policy.decide(TlsRequirement.DEFAULT, route, NONE, laidDown);
  }

  @Test
  void requiredEndsByTheWorstOfWhatHappened() {
    for (Set<HostEnd> ends : allEnds()) {
      RequiredEnd end = RequiredEnd.of(ends);
      Collection<HostEnd> all = ends;
      switch (end) {
        case RETRY -> assertThat(all).contains(HostEnd.MAY_HEAL);
        case NOT_PROTECTED ->
            assertThat(all).contains(HostEnd.NOT_VERIFIED).doesNotContain(HostEnd.MAY_HEAL);
        case NOT_SUPPORTED ->
            assertThat(all)
                .contains(HostEnd.LACKS_REQUIRETLS)
                .doesNotContain(HostEnd.MAY_HEAL, HostEnd.NOT_VERIFIED);
        case REFUSED -> assertThat(all).containsOnly(HostEnd.REFUSED);
      }
    }
  }

  private static List<Set<HostEnd>> allEnds() {
    List<Set<HostEnd>> all = new ArrayList<>();
    all.add(EnumSet.noneOf(HostEnd.class));
    for (HostEnd end : HostEnd.values()) {
      for (Set<HostEnd> without : List.copyOf(all)) {
        Set<HostEnd> with = EnumSet.of(end);
        with.addAll(without);
        all.add(with);
      }
    }
    all.remove(0);
    return all;
  }
}
