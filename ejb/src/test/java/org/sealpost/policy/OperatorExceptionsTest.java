package org.sealpost.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.TlsUse;
import org.sealpost.config.Route;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Reason;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

/** Every combination of exceptions and facts against rules that are stated here on their own. */
final class OperatorExceptionsTest {
  private static final String PIN = "ab".repeat(32);
  private static final TransportPolicy POLICY = new TransportPolicy(new PolicySettings(true, true));

  private interface Rule {
    void hold(OperatorExceptions exceptions, HostFacts facts);
  }

  private static List<OperatorExceptions> all() {
    List<OperatorExceptions> all = new ArrayList<>();
    for (int bits = 0; bits < 32; bits++) {
      all.add(
          new OperatorExceptions(
              (bits & 1) != 0,
              (bits & 2) != 0,
              (bits & 4) != 0,
              (bits & 8) != 0,
              (bits & 16) != 0 ? Set.of(PIN) : Set.of()));
    }
    return all;
  }

  private static void forAll(Rule rule) {
    for (OperatorExceptions exceptions : all()) {
      for (MxFact mx : MxFact.values()) {
        for (MtaStsFact sts : MtaStsFact.values()) {
          for (DaneFact dane : DaneFact.values()) {
            rule.hold(exceptions, new HostFacts(mx, sts, dane));
          }
        }
      }
    }
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void noExceptionWeakensRequiredMail() {
    forAll(
        (exceptions, facts) -> {
          TransportDecision without = POLICY.decide(TlsRequirement.REQUIRED, facts);
          TransportDecision with = POLICY.decide(TlsRequirement.REQUIRED, facts, exceptions);
          if (!(without instanceof Connect strict)) {
            assertThat(with).as("%s %s", exceptions, facts).isEqualTo(without);
            return;
          }
          // The same but for keys that have to be shown besides.
          assertThat(with)
              .as("%s %s", exceptions, facts)
              .isEqualTo(
                  new Connect(
                      strict.tls(),
                      strict.check(),
                      strict.requireTls(),
                      strict.retryPlain(),
                      exceptions.pins()));
        });
  }

  @Test
  void plaintextIsForbiddenToAllMailWhereAnyExceptionDemandsTls() {
    forAll(
        (exceptions, facts) -> {
          for (TlsRequirement requirement : TlsRequirement.values()) {
            TransportDecision decision = POLICY.decide(requirement, facts, exceptions);
            if (exceptions.demandsTls() && decision instanceof Connect connect) {
              assertThat(connect.tls()).as("%s %s", exceptions, facts).isEqualTo(TlsUse.STARTTLS);
              assertThat(connect.retryPlain()).as("%s %s", exceptions, facts).isFalse();
              assertThat(connect.pins()).isEqualTo(exceptions.pins());
              boolean checked =
                  connect.check() != CertificateCheck.NONE || !connect.pins().isEmpty();
              assertThat(checked || !exceptions.requireTls())
                  .as("%s %s", exceptions, facts)
                  .isTrue();
            }
          }
        });
  }

  @Test
  void whatIsNotIgnoredStillCountsForDefaultMail() {
    forAll(
        (exceptions, facts) -> {
          TransportDecision decision = POLICY.decide(TlsRequirement.DEFAULT, facts, exceptions);
          boolean forbidden = facts.mtaSts().isForbidden() && !exceptions.ignoreMtaSts();
          boolean unknown = facts.dane() == DaneFact.LOOKUP_FAILED && !exceptions.ignoreDane();
          if (forbidden || unknown) {
            assertThat(decision).as("%s %s", exceptions, facts).isInstanceOf(Skip.class);
          } else if (facts.dane() == DaneFact.USABLE
              && !exceptions.ignoreDane()
              && decision instanceof Connect connect) {
            assertThat(connect.check().wantsDane()).as("%s %s", exceptions, facts).isTrue();
          }
        });
  }

  @Test
  void ignoredPoliciesNoLongerStopDefaultMail() {
    OperatorExceptions ignoring = new OperatorExceptions(false, false, true, true, Set.of());
    HostFacts bad = new HostFacts(MxFact.SECURE, MtaStsFact.ENFORCE_MISMATCH, DaneFact.USABLE);
    assertThat(POLICY.decide(TlsRequirement.DEFAULT, bad, ignoring))
        .isEqualTo(new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true));
    assertThat(POLICY.decide(TlsRequirement.REQUIRED, bad, ignoring))
        .isEqualTo(new Skip(Reason.NOT_IN_POLICY_FOR_REQUIRED));
  }

  @Test
  void routeWithoutTlsIsNotUsedWhereTlsIsDemanded() {
    OperatorExceptions strict = new OperatorExceptions(true, false, false, false, Set.of());
    Route clear = new Route("relay.example", 25, Route.Security.NONE, Route.Verification.NONE);
    assertThat(POLICY.decide(TlsRequirement.DEFAULT, clear, DaneFact.NOT_APPLICABLE, strict))
        .isEqualTo(new Skip(Reason.EXCEPTION_NEEDS_TLS));
    Route implicit =
        new Route("relay.example", 465, Route.Security.IMPLICIT, Route.Verification.NONE);
    assertThat(POLICY.decide(TlsRequirement.OPTIONAL, implicit, DaneFact.NOT_APPLICABLE, strict))
        .isEqualTo(new Connect(TlsUse.IMPLICIT, CertificateCheck.PKIX, false, false));
  }

  @Test
  void onlyWhatAsksForMoreIsLeftForANotificationAboutRequiredMail() {
    for (OperatorExceptions exceptions : all()) {
      OperatorExceptions left = exceptions.withoutWeakening();
      assertThat(left.ignoreDane() || left.ignoreMtaSts()).isFalse();
      assertThat(left.demandsTls()).isEqualTo(exceptions.demandsTls());
      assertThat(left.pins()).isEqualTo(exceptions.pins());
    }
  }
}
