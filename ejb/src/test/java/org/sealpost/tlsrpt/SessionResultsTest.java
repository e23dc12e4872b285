package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/**
 * What a session is told as, for what a certificate or a fault can be (RFC 8460 §4.3). The cases of
 * the laboratory show the same on the wire, as far as they go.
 */
@Tag("rfc8460-4.3")
final class SessionResultsTest {
  private static String told(
      MtaStsFact sts, DaneFact dane, @Nullable SessionEvidence session, TlsRequirement asked) {
    String policy =
        switch (sts) {
          case NONE -> "none";
          case TESTING_MATCH, TESTING_MISMATCH -> "testing id=1";
          case ENFORCE_MATCH, ENFORCE_MISMATCH, ENFORCE_MISMATCH_UNSURE -> "enforce id=1";
          case UNAVAILABLE -> "unavailable (x)";
        };
    HostOrigin origin =
        new HostOrigin(
            HostOrigin.Source.MX, new HostFacts(MxFact.SECURE, sts, dane), true, policy, true, "");
    HostTrace trace =
        new HostTrace(
            "mx.example", "192.0.2.1:25", asked, asked, origin, null, session, TraceEnd.TOOK, "");
    return SessionResults.of(Domain.of("one.example"), List.of(trace)).stream()
        .map(
            result ->
                result.policy().type().text()
                    + " "
                    + (result.isSuccess()
                        ? "success"
                        : result.failures().stream()
                            .map(each -> each.type().text())
                            .collect(Collectors.joining("+"))))
        .collect(Collectors.joining("; "));
  }

  private static SessionEvidence tls(PkixVerdict pkix, @Nullable DaneVerdict dane) {
    return new SessionEvidence("TLSv1.3", "suite", pkix, dane, null, List.of(), null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "VERIFIED, success",
    "NO_CERTIFICATE, validation-failure",
    "OUT_OF_TIME, certificate-expired",
    "NOT_TRUSTED, certificate-not-trusted",
    "WRONG_NAME, certificate-host-mismatch",
  })
  void tellsOfCertificatesUnderMtaSts(PkixVerdict verdict, String expected) {
    for (TlsRequirement asked : TlsRequirement.values()) {
      for (MtaStsFact fact : List.of(MtaStsFact.ENFORCE_MATCH, MtaStsFact.TESTING_MATCH)) {
        assertThat(told(fact, DaneFact.NOT_APPLICABLE, tls(verdict, null), asked))
            .isEqualTo("sts " + expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VERIFIED_EE, success",
    "VERIFIED_TA, success",
    "NO_CERTIFICATE, validation-failure",
    "NO_MATCH, certificate-not-trusted",
    "OUT_OF_TIME, certificate-expired",
    "NO_PATH, certificate-not-trusted",
    "WRONG_NAME, certificate-host-mismatch",
  })
  void tellsOfCertificatesUnderDane(DaneVerdict verdict, String expected) {
    for (TlsRequirement asked : TlsRequirement.values()) {
      SessionEvidence session = tls(PkixVerdict.NOT_TRUSTED, verdict);
      assertThat(told(MtaStsFact.NONE, DaneFact.USABLE, session, asked))
          .isEqualTo("tlsa " + expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NO_STARTTLS, starttls-not-supported",
    "STARTTLS_REFUSED, starttls-not-supported",
    "HANDSHAKE_FAILED, validation-failure",
    "HANDSHAKE_CUT_OFF, validation-failure",
    "CONNECT_FAILED, ",
    "REFUSED, ",
    "CLOSED, ",
    "TIMED_OUT, ",
    "MALFORMED_REPLY, ",
    "CONTENT_UNREADABLE, ",
  })
  void tellsOfFaultsThatAreAboutTlsAlone(Kind fault, @Nullable String expected) {
    SessionEvidence none =
        new SessionEvidence(null, null, null, null, null, List.of(), fault, null);
    String told = told(MtaStsFact.NONE, DaneFact.NOT_APPLICABLE, none, TlsRequirement.DEFAULT);
    assertThat(told).isEqualTo(expected == null ? "" : "no-policy-found " + expected);
    String both = told(MtaStsFact.ENFORCE_MATCH, DaneFact.USABLE, none, TlsRequirement.DEFAULT);
    assertThat(both).isEqualTo(expected == null ? "" : "tlsa " + expected + "; sts " + expected);
  }

  @Test
  void tellsOfASessionInClearThatFollowedOneThatFailed() {
    SessionEvidence plain =
        new SessionEvidence(null, null, null, null, null, List.of(), null, Kind.HANDSHAKE_FAILED);
    assertThat(told(MtaStsFact.NONE, DaneFact.NOT_APPLICABLE, plain, TlsRequirement.OPTIONAL))
        .isEqualTo("no-policy-found validation-failure");
  }

  @Test
  @Tag("rfc8461-5")
  void tellsOfHostsThatThePolicyDoesNotName() {
    SessionEvidence good = tls(PkixVerdict.VERIFIED, null);
    assertThat(
            told(
                MtaStsFact.TESTING_MISMATCH, DaneFact.NOT_APPLICABLE, good, TlsRequirement.DEFAULT))
        .isEqualTo("sts validation-failure");
    assertThat(
            told(
                MtaStsFact.ENFORCE_MISMATCH, DaneFact.NOT_APPLICABLE, null, TlsRequirement.DEFAULT))
        .isEqualTo("sts validation-failure");
  }

  @Test
  void tellsNothingOfASessionThatIsUsedAgain() {
    SessionEvidence again =
        new SessionEvidence(
            "TLSv1.3",
            "suite",
            PkixVerdict.VERIFIED,
            null,
            null,
            List.of(),
            null,
            null,
            new SessionEvidence.Ends("198.51.100.7", "mx.example", true));
    assertThat(told(MtaStsFact.NONE, DaneFact.NOT_APPLICABLE, again, TlsRequirement.DEFAULT))
        .isEmpty();
  }
}
