package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault;
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
import org.sealpost.smtp.TlsRequirement;

/** What is kept of an attempt comes back as it was. */
final class TraceTextTest {
  private static final HostOrigin SIGNED =
      new HostOrigin(
          HostOrigin.Source.MX,
          new HostFacts(MxFact.SECURE, MtaStsFact.ENFORCE_MATCH, DaneFact.USABLE),
          true,
          "enforce id=20260101",
          true,
          "mx.example 3 1 1 0f2d...");

  private static HostTrace verified(String result) {
    return new HostTrace(
        "mx.example",
        "192.0.2.1:25",
        TlsRequirement.REQUIRED,
        TlsRequirement.DEFAULT,
        SIGNED,
        new TransportDecision.Connect(
            TlsUse.STARTTLS, CertificateCheck.DANE_AND_PKIX, true, false, Set.of("ab", "cd")),
        new SessionEvidence(
            "TLSv1.3",
            "TLS_AES_128_GCM_SHA256",
            PkixVerdict.VERIFIED,
            DaneVerdict.VERIFIED_EE,
            true,
            List.of("PIPELINING", "REQUIRETLS"),
            null,
            null),
        TraceEnd.TOOK,
        result,
        new OperatorExceptions(true, false, true, false, Set.of("ab", "cd")));
  }

  private static HostTrace bare(TransportDecision decision, SessionEvidence session) {
    return new HostTrace(
        "mx.example",
        null,
        TlsRequirement.OPTIONAL,
        TlsRequirement.OPTIONAL,
        new HostOrigin(HostOrigin.Source.ROUTE, null, false, "tls=NONE verify=NONE", false, ""),
        decision,
        session,
        TraceEnd.MAY_HEAL,
        "x");
  }

  @Test
  void everythingComesBack() {
    SessionEvidence plain =
        new SessionEvidence(
            null, null, null, null, null, List.of(), null, SessionFault.Kind.HANDSHAKE_FAILED);
    List<HostTrace> traces =
        List.of(
            verified("took 1 of 1 recipients"),
            bare(
                new TransportDecision.Connect(
                    TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true),
                plain));
    assertThat(TraceText.read(TraceText.write(traces))).isEqualTo(traces);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonNotToUseAHostComesBack(TransportDecision.Reason reason) {
    HostTrace trace =
        new HostTrace(
            "mx.example",
            null,
            TlsRequirement.REQUIRED,
            TlsRequirement.REQUIRED,
            SIGNED,
            new TransportDecision.Skip(reason),
            null,
            TraceEnd.NOT_VERIFIED,
            "not used");
    assertThat(TraceText.read(TraceText.write(List.of(trace)))).containsExactly(trace);
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultOfASessionComesBack(SessionFault.Kind fault) {
    SessionEvidence none =
        new SessionEvidence(null, null, null, null, null, List.of(), fault, null);
    HostTrace trace =
        bare(
            new TransportDecision.Connect(TlsUse.IMPLICIT, CertificateCheck.PKIX, false, false),
            none);
    assertThat(TraceText.read(TraceText.write(List.of(trace)))).containsExactly(trace);
  }

  @Test
  void textOfPeersIsCappedAndHarmless() {
    HostTrace evil = verified("\u202e\r\n\"}]" + "x".repeat(50_000));
    String text = TraceText.write(Collections.nCopies(10, evil));
    assertThat(text).doesNotContain("\r", "\n", "\u202e");
    List<HostTrace> read = TraceText.read(text);
    assertThat(read).hasSize(10);
    assertThat(read.get(0).result()).startsWith("???\"}]").hasSizeLessThanOrEqualTo(800);
  }

  @Test
  void whatDoesNotFitIsLeftOutAtTheEnd() {
    HostTrace big = verified("\"".repeat(800));
    String text = TraceText.write(Collections.nCopies(100, big));
    assertThat(text.length()).isLessThanOrEqualTo(TraceText.MOST_CHARACTERS);
    assertThat(TraceText.read(text)).hasSizeBetween(10, 99).containsOnly(big);
  }

  @Test
  void noHostIsAnEmptyTrace() {
    assertThat(TraceText.read(TraceText.write(List.of()))).isEmpty();
  }
}
