package org.sealpost.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault;
import org.sealpost.client.TlsUse;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.MailContent;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.history.ObservedNextHop;
import org.sealpost.history.SightingBuffer;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** What is counted of an attempt. */
final class DeliveryFiguresTest {
  private static final ForwardPath PATH = new ForwardPath(Mailbox.of("a@b.example"));
  private static final HostOrigin ORIGIN =
      new HostOrigin(HostOrigin.Source.ROUTE, null, false, "", false, "");
  private static final Connect IF_OFFERED =
      new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true);
  private static final Connect REQUIRED =
      new Connect(TlsUse.STARTTLS, CertificateCheck.DANE, true, false);

  private final FakeRegistry registry = new FakeRegistry();

  private static SessionEvidence tls(PkixVerdict pkix) {
    return new SessionEvidence("TLSv1.3", "suite", pkix, null, null, List.of(), null, null);
  }

  private static SessionEvidence clear(SessionFault.@Nullable Kind plainAfter) {
    return new SessionEvidence(null, null, null, null, null, List.of(), null, plainAfter);
  }

  private static HostTrace trace(
      TlsRequirement asked,
      TransportDecision decision,
      @Nullable SessionEvidence session,
      TraceEnd end) {
    return new HostTrace("mx", null, asked, asked, ORIGIN, decision, session, end, "");
  }

  private void attempt(RecipientOutcome outcome, HostTrace... traces) {
    DeliveryResult result = new DeliveryResult(List.of(outcome), List.of(traces));
    DeliveryJob job =
        new DeliveryJob(
            "Q1",
            Instant.EPOCH,
            ReversePath.NULL,
            TlsRequirement.DEFAULT,
            Domain.of("b.example"),
            List.of(new EnvelopeRecipient(PATH)),
            new Unread(),
            BodyType.SEVEN_BIT,
            false,
            DsnEnvelope.NONE,
            false);
    assertThat(new DeliveryFigures(any -> result, registry.registry()).attempt(job))
        .isSameAs(result);
  }

  private void relayed(HostTrace trace) {
    attempt(new RecipientOutcome.Relayed(PATH, Replies.queued("1"), "mx", false), trace);
    assertThat(registry.counts())
        .containsEntry("sealpost_delivery_attempt", 1)
        .containsEntry("sealpost_delivery_recipients outcome=relayed", 1);
    registry.counts().remove("sealpost_delivery_attempt");
    registry.counts().remove("sealpost_delivery_recipients outcome=relayed");
  }

  /** Content that nobody reads. */
  private record Unread() implements MailContent {
    @Override
    public long octets() {
      return 0;
    }

    @Override
    public InputStream open() {
      throw new UnsupportedOperationException();
    }
  }

  private static final String HOSTS = "sealpost_delivery_hosts requirement=";

  @Test
  void attemptsAreStillCountedByTheHostTheyGoTo() {
    NextHop counted =
        new NextHop() {
          @Override
          public String likelyHost(Domain domain) {
            return "mx." + domain;
          }

          @Override
          public DeliveryResult attempt(DeliveryJob job) {
            throw new UnsupportedOperationException();
          }
        };
    Domain domain = Domain.of("b.example");
    NextHop figures = new DeliveryFigures(counted, registry.registry());
    assertThat(figures.likelyHost(domain)).isEqualTo("mx.b.example");
    NextHop observed = new ObservedNextHop(figures, new SightingBuffer(1), InstantSource.system());
    assertThat(observed.likelyHost(domain)).isEqualTo("mx.b.example");
  }

  @Test
  void whatCannotBeCountedIsDoneAllTheSame() {
    registry.breakDown();
    attempt(
        new RecipientOutcome.Relayed(PATH, Replies.queued("1"), "mx", false),
        trace(TlsRequirement.REQUIRED, REQUIRED, tls(PkixVerdict.VERIFIED), TraceEnd.TOOK));
    assertThat(registry.counts()).isEmpty();
  }

  @Test
  void protectedMail() {
    relayed(trace(TlsRequirement.REQUIRED, REQUIRED, tls(PkixVerdict.VERIFIED), TraceEnd.TOOK));
    assertThat(registry.counts()).containsOnlyKeys(HOSTS + "required mechanism=dane result=took");
  }

  @Test
  void theFallBackToClearText() {
    relayed(
        trace(
            TlsRequirement.DEFAULT,
            IF_OFFERED,
            clear(SessionFault.Kind.HANDSHAKE_FAILED),
            TraceEnd.TOOK));
    assertThat(registry.counts())
        .containsOnlyKeys(
            HOSTS + "default mechanism=clear result=took",
            "sealpost_plaintext_fallback requirement=default");
  }

  @Test
  void whatIsPassedOverForMailThatNeedsNoProtection() {
    relayed(
        trace(TlsRequirement.OPTIONAL, IF_OFFERED, tls(PkixVerdict.OUT_OF_TIME), TraceEnd.TOOK));
    relayed(trace(TlsRequirement.OPTIONAL, IF_OFFERED, clear(null), TraceEnd.TOOK));
    relayed(trace(TlsRequirement.OPTIONAL, IF_OFFERED, tls(PkixVerdict.VERIFIED), TraceEnd.TOOK));
    assertThat(registry.counts())
        .containsEntry(HOSTS + "optional mechanism=unchecked result=took", 2)
        .containsEntry(HOSTS + "optional mechanism=clear result=took", 1)
        .containsEntry("sealpost_tls_required_no_ignored what=certificate", 1)
        .containsEntry("sealpost_tls_required_no_ignored what=encryption", 1)
        .hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "LACKS_REQUIRETLS, tls, no-requiretls",
    "NOT_VERIFIED, tls, certificate",
    "NOT_VERIFIED, clear, no-tls",
    "NOT_VERIFIED, skip, name-not-authenticated",
    "MAY_HEAL, tls, ",
    "TOOK, tls, ",
  })
  void whyProtectedMailCouldNotGo(TraceEnd end, String session, @Nullable String reason) {
    HostTrace trace =
        switch (session) {
          case "tls" -> trace(TlsRequirement.REQUIRED, REQUIRED, tls(PkixVerdict.OUT_OF_TIME), end);
          case "clear" -> trace(TlsRequirement.REQUIRED, REQUIRED, clear(null), end);
          default ->
              trace(
                  TlsRequirement.REQUIRED,
                  new Skip(TransportDecision.Reason.NAME_NOT_AUTHENTICATED),
                  null,
                  end);
        };
    attempt(
        new RecipientOutcome.Failed(
            PATH,
            new Failure(EnhancedStatusCode.parse("5.7.10").orElseThrow(), "no", null, null, null)),
        trace);
    assertThat(registry.counts().keySet())
        .filteredOn(name -> name.startsWith("sealpost_requiretls_unsupported"))
        .isEqualTo(
            reason == null
                ? List.of()
                : List.of("sealpost_requiretls_unsupported reason=" + reason));
    assertThat(registry.counts()).containsEntry("sealpost_delivery_recipients outcome=failed", 1);
  }
}
