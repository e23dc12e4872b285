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
  private final TransportPolicy policy = new TransportPolicy(new PolicySettings(true, true));
  private final TransportPolicy strict = new TransportPolicy(new PolicySettings(false, true));

  private static List<Route> allRoutes() {
    List<Route> all = new ArrayList<>();
    for (Security security : Security.values()) {
      for (Verification verification : Verification.values()) {
        all.add(new Route("relay.example", 25, security, verification));
      }
    }
    return all;
  }

  @Test
  void requiredTakesOnlyAVerifiedRouteAndAllThatGoesWithIt() {
    for (Route route : allRoutes()) {
      TransportDecision decision = policy.decide(TlsRequirement.REQUIRED, route);
      if (route.isVerified()) {
        Connect connect = (Connect) decision;
        assertThat(connect.tls().permitsPlaintext()).isFalse();
        assertThat(connect.check()).isEqualTo(CertificateCheck.PKIX);
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
        Connect connect = (Connect) policy.decide(requirement, route);
        assertThat(connect.tls().permitsPlaintext()).as("%s", route).isFalse();
        assertThat(connect.retryPlain()).as("%s", route).isFalse();
        assertThat(connect.check().wantsPkix())
            .as("%s", route)
            .isEqualTo(route.verification() == Verification.PKIX);
      }
    }
  }

  @Test
  void anOpportunisticRouteGoesWithoutTlsAsFarAsItMay() {
    Route route = new Route("relay.example", 25, Security.OPPORTUNISTIC, Verification.NONE);
    TlsUse offered = TlsUse.STARTTLS_IF_OFFERED;

    assertThat(policy.decide(TlsRequirement.DEFAULT, route))
        .isEqualTo(new Connect(offered, CertificateCheck.NONE, false, true));
    assertThat(strict.decide(TlsRequirement.DEFAULT, route))
        .isEqualTo(new Connect(offered, CertificateCheck.NONE, false, false));
    assertThat(strict.decide(TlsRequirement.OPTIONAL, route))
        .isEqualTo(new Connect(offered, CertificateCheck.NONE, false, true));
  }

  @Test
  void aRouteWithoutTlsIsTheOperatorsWill() {
    Route route = new Route("localhost", 2525, Security.NONE, Verification.NONE);

    assertThat(strict.decide(TlsRequirement.DEFAULT, route))
        .isEqualTo(new Connect(TlsUse.NONE, CertificateCheck.NONE, false, false));
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
