package org.sealpost.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.client.TlsUse;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Reason;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

/** Every combination of facts against rules that are stated here on their own. */
class TransportPolicyTest {
  private static final List<PolicySettings> SETTINGS =
      List.of(
          new PolicySettings(true, true),
          new PolicySettings(true, false),
          new PolicySettings(false, true),
          new PolicySettings(false, false));

  private static List<HostFacts> allFacts() {
    List<HostFacts> all = new ArrayList<>();
    for (MxFact mx : MxFact.values()) {
      for (MtaStsFact sts : MtaStsFact.values()) {
        for (DaneFact dane : DaneFact.values()) {
          all.add(new HostFacts(mx, sts, dane));
        }
      }
    }
    return all;
  }

  private static void forAll(
      TlsRequirement requirement, BiConsumer<HostFacts, TransportDecision> rule) {
    for (PolicySettings settings : SETTINGS) {
      TransportPolicy policy = new TransportPolicy(settings);
      for (HostFacts facts : allFacts()) {
        rule.accept(facts, policy.decide(requirement, facts));
      }
    }
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void requiredAndPlaintextNeverMeet() {
    forAll(
        TlsRequirement.REQUIRED,
        (facts, decision) -> {
          if (decision instanceof Connect connect) {
            assertThat(connect.tls()).as("%s", facts).isEqualTo(TlsUse.STARTTLS);
            assertThat(connect.retryPlain()).as("%s", facts).isFalse();
            assertThat(connect.check()).as("%s", facts).isNotEqualTo(CertificateCheck.NONE);
            assertThat(connect.requireTls()).as("%s", facts).isTrue();
          }
        });
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void requiredGoesOnlyToAuthenticatedNames() {
    forAll(
        TlsRequirement.REQUIRED,
        (facts, decision) -> {
          boolean vouchedFor =
              facts.mx() == MxFact.SECURE
                  || facts.mx() == MxFact.NO_MX
                  || facts.mtaSts() == MtaStsFact.ENFORCE_MATCH
                  || facts.mtaSts() == MtaStsFact.TESTING_MATCH;
          if (!vouchedFor) {
            assertThat(decision).as("%s", facts).isInstanceOf(Skip.class);
          }
        });
  }

  @Test
  void requiredIsNeverWeakerThanDefault() {
    for (PolicySettings settings : SETTINGS) {
      TransportPolicy policy = new TransportPolicy(settings);
      for (HostFacts facts : allFacts()) {
        TransportDecision required = policy.decide(TlsRequirement.REQUIRED, facts);
        TransportDecision usual = policy.decide(TlsRequirement.DEFAULT, facts);
        if (required instanceof Connect strong) {
          assertThat(usual).as("%s", facts).isInstanceOf(Connect.class);
          Connect weak = (Connect) usual;
          assertThat(strong.check().wantsPkix() || !weak.check().wantsPkix())
              .as("%s", facts)
              .isTrue();
          assertThat(strong.check().wantsDane() || !weak.check().wantsDane())
              .as("%s", facts)
              .isTrue();
        }
      }
    }
  }

  @Test
  void bogusAndMissingAnswersAreNeverConnectedTo() {
    for (TlsRequirement requirement : TlsRequirement.values()) {
      forAll(
          requirement,
          (facts, decision) -> {
            boolean hasHost =
                switch (facts.mx()) {
                  case SECURE, INSECURE, NO_MX -> true;
                  case BOGUS, TEMPORARY_FAILURE, NO_SUCH_DOMAIN, NULL_MX -> false;
                };
            if (!hasHost) {
              assertThat(decision).as("%s", facts).isInstanceOf(Skip.class);
            }
          });
    }
  }

  @Test
  @Tag("rfc7672-2.1.2")
  void whatDemandsDaneIsNeverSentWithoutIt() {
    for (TlsRequirement requirement : List.of(TlsRequirement.DEFAULT, TlsRequirement.REQUIRED)) {
      forAll(
          requirement,
          (facts, decision) -> {
            if (facts.dane() == DaneFact.LOOKUP_FAILED) {
              assertThat(decision).as("%s", facts).isInstanceOf(Skip.class);
            }
            if (facts.dane() == DaneFact.USABLE && decision instanceof Connect connect) {
              assertThat(connect.tls()).as("%s", facts).isEqualTo(TlsUse.STARTTLS);
              assertThat(connect.check().wantsDane()).as("%s", facts).isTrue();
            }
          });
    }
  }

  @Test
  @Tag("rfc8461-5")
  void anEnforcedPolicyIsObeyed() {
    for (TlsRequirement requirement : List.of(TlsRequirement.DEFAULT, TlsRequirement.REQUIRED)) {
      forAll(
          requirement,
          (facts, decision) -> {
            if (facts.mtaSts() == MtaStsFact.ENFORCE_MISMATCH
                || facts.mtaSts() == MtaStsFact.ENFORCE_MISMATCH_UNSURE) {
              assertThat(decision).as("%s", facts).isInstanceOf(Skip.class);
            }
            if (facts.mtaSts() == MtaStsFact.ENFORCE_MATCH && decision instanceof Connect connect) {
              assertThat(connect.tls()).as("%s", facts).isEqualTo(TlsUse.STARTTLS);
              assertThat(connect.check().wantsPkix()).as("%s", facts).isTrue();
            }
          });
    }
  }

  @Test
  @Tag("rfc8461-5")
  void aPolicyInTestingModeNeverBlocksDefault() {
    TransportPolicy policy = new TransportPolicy(SETTINGS.get(0));
    for (DaneFact dane : DaneFact.values()) {
      TransportDecision without =
          policy.decide(
              TlsRequirement.DEFAULT, new HostFacts(MxFact.SECURE, MtaStsFact.NONE, dane));
      for (MtaStsFact sts :
          List.of(MtaStsFact.TESTING_MATCH, MtaStsFact.TESTING_MISMATCH, MtaStsFact.UNAVAILABLE)) {
        assertThat(policy.decide(TlsRequirement.DEFAULT, new HostFacts(MxFact.SECURE, sts, dane)))
            .isEqualTo(without);
      }
    }
  }

  @Test
  @Tag("rfc8689-4.2.2")
  void optionalIgnoresWhatTheDomainPublishes() {
    forAll(
        TlsRequirement.OPTIONAL,
        (facts, decision) -> {
          if (decision instanceof Connect connect) {
            assertThat(connect)
                .isEqualTo(
                    new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true));
          } else {
            assertThat(facts.mx()).isNotIn(MxFact.SECURE, MxFact.INSECURE, MxFact.NO_MX);
          }
        });
  }

  @Test
  void withoutPlaintextFallbackDefaultNeverGoesInClear() {
    TransportPolicy strict = new TransportPolicy(new PolicySettings(false, true));
    for (HostFacts facts : allFacts()) {
      if (strict.decide(TlsRequirement.DEFAULT, facts) instanceof Connect connect) {
        assertThat(connect.tls().permitsPlaintext()).as("%s", facts).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // tls-policy 4.1, row by row
    "DEFAULT, INSECURE, NONE, USABLE, 'TLS needed, must pass DANE'",
    "DEFAULT, SECURE, TESTING_MISMATCH, USABLE, 'TLS needed, must pass DANE'",
    "DEFAULT, SECURE, ENFORCE_MATCH, USABLE, 'TLS needed, must pass DANE and PKIX'",
    "DEFAULT, INSECURE, ENFORCE_MATCH, NOT_APPLICABLE, 'TLS needed, must pass PKIX'",
    "DEFAULT, SECURE, ENFORCE_MATCH, UNUSABLE, 'TLS needed, must pass PKIX'",
    "DEFAULT, SECURE, NONE, UNUSABLE, 'TLS needed, certificate not checked'",
    "DEFAULT, INSECURE, NONE, NOT_APPLICABLE,"
        + " 'TLS if offered, certificate not checked, without TLS if that fails'",
    "DEFAULT, INSECURE, UNAVAILABLE, NOT_APPLICABLE,"
        + " 'TLS if offered, certificate not checked, without TLS if that fails'",
    // the four good paths of 4.2
    "REQUIRED, SECURE, NONE, USABLE, 'TLS needed, must pass DANE, peer must announce REQUIRETLS'",
    "REQUIRED, SECURE, NONE, NOT_APPLICABLE,"
        + " 'TLS needed, must pass PKIX, peer must announce REQUIRETLS'",
    "REQUIRED, INSECURE, TESTING_MATCH, NOT_APPLICABLE,"
        + " 'TLS needed, must pass PKIX, peer must announce REQUIRETLS'",
    "REQUIRED, SECURE, ENFORCE_MATCH, USABLE,"
        + " 'TLS needed, must pass DANE and PKIX, peer must announce REQUIRETLS'",
    "REQUIRED, NO_MX, NONE, NOT_APPLICABLE,"
        + " 'TLS needed, must pass PKIX, peer must announce REQUIRETLS'",
  })
  void decidesEachRow(
      TlsRequirement requirement, MxFact mx, MtaStsFact sts, DaneFact dane, String expected) {
    TransportPolicy policy = new TransportPolicy(SETTINGS.get(0));

    assertThat(policy.decide(requirement, new HostFacts(mx, sts, dane)).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "DEFAULT,  INSECURE, ENFORCE_MISMATCH, NOT_APPLICABLE, NOT_IN_POLICY",
    "DEFAULT,  INSECURE, ENFORCE_MISMATCH_UNSURE, NOT_APPLICABLE, NOT_IN_POLICY",
    "REQUIRED, SECURE,   ENFORCE_MISMATCH_UNSURE, NOT_APPLICABLE, NOT_IN_POLICY",
    "DEFAULT,  SECURE,   NONE,             LOOKUP_FAILED,  DANE_LOOKUP_FAILED",
    "REQUIRED, INSECURE, NONE,             NOT_APPLICABLE, NAME_NOT_AUTHENTICATED",
    "REQUIRED, INSECURE, TESTING_MISMATCH, NOT_APPLICABLE, NAME_NOT_AUTHENTICATED",
    "REQUIRED, INSECURE, UNAVAILABLE,      NOT_APPLICABLE, POLICY_UNAVAILABLE",
    "REQUIRED, SECURE,   ENFORCE_MISMATCH, USABLE,         NOT_IN_POLICY_FOR_REQUIRED",
    "REQUIRED, SECURE,   NONE,             LOOKUP_FAILED,  DANE_LOOKUP_FAILED",
    "OPTIONAL, BOGUS,    NONE,             NOT_APPLICABLE, BOGUS_MX",
  })
  void skipsForTheRightReason(
      TlsRequirement requirement, MxFact mx, MtaStsFact sts, DaneFact dane, Reason expected) {
    TransportPolicy policy = new TransportPolicy(SETTINGS.get(0));

    assertThat(policy.decide(requirement, new HostFacts(mx, sts, dane)))
        .isEqualTo(new Skip(expected));
  }

  @Test
  void aTestingPolicyCountsForRequiredOnlyWhereTheOperatorLetsIt() {
    HostFacts testing =
        new HostFacts(MxFact.INSECURE, MtaStsFact.TESTING_MATCH, DaneFact.NOT_APPLICABLE);
    TransportPolicy strict = new TransportPolicy(new PolicySettings(true, false));

    assertThat(strict.decide(TlsRequirement.REQUIRED, testing))
        .isEqualTo(new Skip(Reason.NAME_NOT_AUTHENTICATED));
  }

  @Test
  @Tag("rfc8689-5")
  void onlyANotificationMayGoOnAsDefault() {
    for (TlsRequirement requirement : TlsRequirement.values()) {
      assertThat(TransportPolicy.stages(requirement, false)).containsExactly(requirement);
    }
    assertThat(TransportPolicy.stages(TlsRequirement.REQUIRED, true))
        .containsExactly(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT);
    assertThat(TransportPolicy.stages(TlsRequirement.OPTIONAL, true))
        .containsExactly(TlsRequirement.OPTIONAL);
  }

  @Test
  void aDecisionThatWouldLeakCannotBeMade() {
    for (TlsUse tls : TlsUse.values()) {
      for (CertificateCheck check : CertificateCheck.values()) {
        if (tls.permitsPlaintext() || check == CertificateCheck.NONE) {
          assertThatThrownBy(() -> new Connect(tls, check, true, false))
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
    }
    assertThatThrownBy(() -> new Connect(TlsUse.STARTTLS, CertificateCheck.NONE, false, true))
        .isInstanceOf(IllegalArgumentException.class);
    Connect strict = new Connect(TlsUse.STARTTLS, CertificateCheck.PKIX, true, false);
    assertThatThrownBy(strict::withoutTls).isInstanceOf(IllegalStateException.class);
  }
}
