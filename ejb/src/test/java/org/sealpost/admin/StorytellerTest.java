package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealpost.admin.HostStory.Step;
import org.sealpost.admin.HostStory.Tone;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.TlsUse;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

/** Each fact is told once, with where it comes from and whether it protects. */
final class StorytellerTest {
  private static final HostOrigin SIGNED =
      new HostOrigin(
          HostOrigin.Source.MX,
          new HostFacts(MxFact.SECURE, MtaStsFact.NONE, DaneFact.USABLE),
          true,
          "none",
          true,
          "mx.example 3 1 1 0f");

  private static final HostOrigin UNSIGNED =
      new HostOrigin(
          HostOrigin.Source.MX,
          new HostFacts(MxFact.INSECURE, MtaStsFact.NONE, DaneFact.NOT_APPLICABLE),
          false,
          null,
          false,
          "");

  private static HostStory story(
      TlsRequirement asked,
      HostOrigin origin,
      TransportDecision demand,
      SessionEvidence session,
      TraceEnd end) {
    return Storyteller.of(
        new HostTrace("mx.example", null, asked, asked, origin, demand, session, end, "result"));
  }

  private static SessionEvidence tls(DaneVerdict dane, PkixVerdict pkix, List<String> keywords) {
    return new SessionEvidence(
        "TLSv1.3", "TLS_AES_128_GCM_SHA256", pkix, dane, null, keywords, null, null);
  }

  private static Step step(HostStory story, String topic) {
    return story.steps().stream()
        .filter(each -> each.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void protectedMailIsToldFactByFact() {
    HostStory story =
        story(
            TlsRequirement.REQUIRED,
            SIGNED,
            new Connect(TlsUse.STARTTLS, CertificateCheck.DANE, true, false),
            tls(DaneVerdict.VERIFIED_EE, PkixVerdict.NOT_TRUSTED, List.of("REQUIRETLS")),
            TraceEnd.TOOK);
    assertThat(story.tone()).isEqualTo(Tone.GOOD);
    assertThat(story.steps())
        .extracting(Step::topic)
        .containsExactly(
            "asked", "found", "mtaSts", "dane", "decision", "session", "certificate", "promise");
    assertThat(step(story, "found").words()).containsExactly("MX_SECURE");
    assertThat(step(story, "mtaSts").words()).containsExactly("NONE");
    assertThat(step(story, "dane").details()).containsExactly("mx.example 3 1 1 0f");
    assertThat(step(story, "decision").words())
        .containsExactly("STARTTLS", "CHECK_DANE", "PROMISE");
    // PKIX was not asked for, so that it failed is no fault.
    assertThat(step(story, "certificate").tone()).isEqualTo(Tone.GOOD);
    assertThat(step(story, "promise").words()).containsExactly("OFFERED");
  }

  @Test
  void certificateThatFailsWhatWasDemandedIsBad() {
    HostStory story =
        story(
            TlsRequirement.DEFAULT,
            SIGNED,
            new Connect(TlsUse.STARTTLS, CertificateCheck.DANE, false, false),
            tls(DaneVerdict.NO_MATCH, PkixVerdict.VERIFIED, List.of()),
            TraceEnd.NOT_VERIFIED);
    assertThat(story.tone()).isEqualTo(Tone.BAD);
    assertThat(step(story, "certificate").tone()).isEqualTo(Tone.BAD);
    assertThat(step(story, "promise").tone()).isEqualTo(Tone.PLAIN);
  }

  @Test
  void missingPromiseIsBadOnlyWhereItWasDemanded() {
    HostStory story =
        story(
            TlsRequirement.REQUIRED,
            SIGNED,
            new Connect(TlsUse.STARTTLS, CertificateCheck.PKIX, true, false),
            tls(DaneVerdict.VERIFIED_EE, PkixVerdict.VERIFIED, List.of("PIPELINING")),
            TraceEnd.LACKS_REQUIRETLS);
    assertThat(step(story, "promise").words()).containsExactly("NOT_OFFERED");
    assertThat(step(story, "promise").tone()).isEqualTo(Tone.BAD);
  }

  @Test
  void mailThatWentInClearTextIsToldAsAWarning() {
    SessionEvidence plain =
        new SessionEvidence(null, null, null, null, null, List.of("REQUIRETLS"), null, null);
    HostStory story =
        story(
            TlsRequirement.OPTIONAL,
            UNSIGNED,
            new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true),
            plain,
            TraceEnd.TOOK);
    assertThat(story.tone()).isEqualTo(Tone.WARN);
    assertThat(step(story, "mtaSts").words()).containsExactly("NOT_ASKED");
    assertThat(step(story, "dane").words()).containsExactly("NOT_ASKED");
    assertThat(step(story, "decision").words())
        .containsExactly("STARTTLS_IF_OFFERED_OR_PLAIN", "CHECK_NONE");
    assertThat(step(story, "session").words()).containsExactly("PLAIN");
    // RFC 3207 §4.2: what is said in clear text promises nothing.
    assertThat(story.steps()).extracting(Step::topic).doesNotContain("promise", "certificate");
  }

  @Test
  void whatTheOperatorHasLaidDownIsToldBeforeTheDecision() {
    Step strict =
        Storyteller.laidDown(new OperatorExceptions(true, true, false, false, Set.of("ab"))).get(0);
    assertThat(strict.words()).containsExactly("REQUIRE_TLS", "FORBID_PLAINTEXT", "PIN_KEY");
    assertThat(strict.tone()).isEqualTo(Tone.GOOD);
    Step weak =
        Storyteller.laidDown(new OperatorExceptions(true, false, true, true, Set.of())).get(0);
    assertThat(weak.words()).containsExactly("REQUIRE_TLS", "IGNORE_DANE", "IGNORE_MTA_STS");
    assertThat(weak.tone()).isEqualTo(Tone.WARN);
    assertThat(Storyteller.laidDown(OperatorExceptions.NONE)).isEmpty();
  }

  @Test
  void hostThatIsNotUsedHasItsReason() {
    Step healing = Storyteller.decision(new Skip(TransportDecision.Reason.BOGUS_MX));
    assertThat(healing.words()).containsExactly("SKIP_BOGUS_MX");
    assertThat(healing.tone()).isEqualTo(Tone.WARN);
    Step forGood = Storyteller.decision(new Skip(TransportDecision.Reason.NAME_NOT_AUTHENTICATED));
    assertThat(forGood.tone()).isEqualTo(Tone.BAD);
  }
}
