package org.sealpost.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

/** Weaker facts never give a stronger promise, and a weaker requirement never asks for more. */
class PromiseOrderTest {
  private static final List<PolicySettings> SETTINGS =
      List.of(
          new PolicySettings(true, true),
          new PolicySettings(true, false),
          new PolicySettings(false, true),
          new PolicySettings(false, false));

  /** From weak to strong. */
  private static final List<MxFact> MX = List.of(MxFact.INSECURE, MxFact.SECURE);

  private static final List<MtaStsFact> STS =
      List.of(MtaStsFact.NONE, MtaStsFact.TESTING_MATCH, MtaStsFact.ENFORCE_MATCH);
  private static final List<DaneFact> DANE =
      List.of(DaneFact.NOT_APPLICABLE, DaneFact.UNUSABLE, DaneFact.USABLE);

  private interface Rule {
    void check(HostFacts weaker, HostFacts stronger, TransportPolicy policy);
  }

  /** Every pair of which one is weaker in one thing, or in several, and stronger in none. */
  private static void forAllPairs(Rule rule) {
    for (PolicySettings settings : SETTINGS) {
      TransportPolicy policy = new TransportPolicy(settings);
      for (HostFacts weaker : all()) {
        for (HostFacts stronger : all()) {
          if (isWeaker(weaker, stronger)) {
            rule.check(weaker, stronger, policy);
          }
        }
      }
    }
  }

  private static List<HostFacts> all() {
    return MX.stream()
        .flatMap(
            mx ->
                STS.stream()
                    .flatMap(sts -> DANE.stream().map(dane -> new HostFacts(mx, sts, dane))))
        .toList();
  }

  private static boolean isWeaker(HostFacts one, HostFacts other) {
    return MX.indexOf(one.mx()) <= MX.indexOf(other.mx())
        && STS.indexOf(one.mtaSts()) <= STS.indexOf(other.mtaSts())
        && DANE.indexOf(one.dane()) <= DANE.indexOf(other.dane());
  }

  /** What a session under this decision is known to be. */
  private static int promise(TransportDecision decision) {
    if (!(decision instanceof Connect connect)) {
      throw new AssertionError(decision);
    }
    if (connect.tls().permitsPlaintext()) {
      return 0;
    }
    return switch (connect.check()) {
      case NONE -> 1;
      case PKIX, DANE -> 2;
      case DANE_AND_PKIX -> 3;
    };
  }

  @Test
  @Tag("rfc7672-2.2")
  void weakerFactsNeverGiveDefaultAStrongerPromise() {
    forAllPairs(
        (weaker, stronger, policy) ->
            assertThat(promise(policy.decide(TlsRequirement.DEFAULT, weaker)))
                .as("%s and %s", weaker, stronger)
                .isLessThanOrEqualTo(promise(policy.decide(TlsRequirement.DEFAULT, stronger))));
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void weakerFactsNeverOpenAWayForRequired() {
    forAllPairs(
        (weaker, stronger, policy) -> {
          if (policy.decide(TlsRequirement.REQUIRED, stronger) instanceof Skip) {
            assertThat(policy.decide(TlsRequirement.REQUIRED, weaker))
                .as("%s and %s", weaker, stronger)
                .isInstanceOf(Skip.class);
          }
        });
  }

  @Test
  @Tag("rfc8689-4.2.2")
  void optionalNeverAsksForMoreThanDefault() {
    for (PolicySettings settings : SETTINGS) {
      TransportPolicy policy = new TransportPolicy(settings);
      for (HostFacts facts : all()) {
        assertThat(promise(policy.decide(TlsRequirement.OPTIONAL, facts)))
            .as("%s", facts)
            .isLessThanOrEqualTo(promise(policy.decide(TlsRequirement.DEFAULT, facts)));
      }
    }
  }

  /** A fact that could not be found out is never better than the worst it could be. */
  @Test
  @Tag("rfc7672-2.1.2")
  void whatIsNotKnownNeverOpensAWayForRequired() {
    for (PolicySettings settings : SETTINGS) {
      TransportPolicy policy = new TransportPolicy(settings);
      for (HostFacts facts : all()) {
        HostFacts unknown = new HostFacts(facts.mx(), facts.mtaSts(), DaneFact.LOOKUP_FAILED);
        assertThat(policy.decide(TlsRequirement.REQUIRED, unknown)).isInstanceOf(Skip.class);
        assertThat(policy.decide(TlsRequirement.DEFAULT, unknown)).isInstanceOf(Skip.class);
        HostFacts unfetched = new HostFacts(facts.mx(), MtaStsFact.UNAVAILABLE, facts.dane());
        HostFacts without = new HostFacts(facts.mx(), MtaStsFact.NONE, facts.dane());
        boolean open = policy.decide(TlsRequirement.REQUIRED, unfetched) instanceof Connect;
        assertThat(open)
            .isEqualTo(policy.decide(TlsRequirement.REQUIRED, without) instanceof Connect);
      }
    }
  }
}
