package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault;
import org.sealpost.client.TlsUse;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

/** What a sender is told of each host: every way it can end has its keyword and its words. */
@Tag("rfc8689-4.2.1")
final class HostConditionTest {
  private static final Connect REQUIRED =
      new Connect(TlsUse.STARTTLS, CertificateCheck.DANE_AND_PKIX, true, false);
  private static final Connect PLAIN_TOO =
      new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true);

  private static HostCondition of(
      TraceEnd end, @Nullable TransportDecision demand, @Nullable SessionEvidence session) {
    return HostCondition.of(
        new HostTrace(
            "mx.b.example",
            session == null ? null : "192.0.2.1:25",
            TlsRequirement.REQUIRED,
            TlsRequirement.REQUIRED,
            HostOrigin.NOWHERE,
            demand,
            session,
            end,
            "mx.b.example has no IP address."));
  }

  private static SessionEvidence session(
      PkixVerdict pkix, @Nullable DaneVerdict dane, @Nullable Boolean pinned) {
    return new SessionEvidence(
        "TLSv1.3", "TLS_AES_128_GCM_SHA256", pkix, dane, pinned, List.of(), null, null);
  }

  @ParameterizedTest
  @EnumSource(TraceEnd.class)
  void everyEndHasItsWords(TraceEnd end) {
    HostCondition condition = of(end, REQUIRED, null);
    String expected =
        switch (end) {
          case TOOK -> "took-message: It took the message.";
          case TOOK_NOBODY -> "refused-message: It did not take the message.";
          case LACKS_REQUIRETLS ->
              "no-requiretls: It was verified, but does not promise to protect the message further"
                  + " on its way (it does not offer REQUIRETLS).";
          case MAY_HEAL, NOT_VERIFIED, REFUSED -> "not-connected: It has no IP address.";
          case LOCAL -> "mailbox: It is a mailbox here.";
          case NOWHERE -> "no-server: It has no IP address.";
        };
    assertThat(condition.keyword() + ": " + condition.words()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(TransportDecision.Reason.class)
  void everyReasonNotToUseAHostIsTold(TransportDecision.Reason reason) {
    HostCondition condition = of(TraceEnd.NOT_VERIFIED, new Skip(reason), null);
    assertThat(condition.keyword()).isEqualTo(keyword(reason));
    assertThat(condition.words()).isEqualTo("It was not used: " + reason.explanation() + ".");
    assertThat(condition.isTelling()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SessionFault.Kind.class)
  void everyFaultOfASessionIsTold(SessionFault.Kind fault) {
    HostCondition condition = of(TraceEnd.MAY_HEAL, REQUIRED, SessionEvidence.none(fault));
    assertThat(condition.keyword()).isEqualTo(keyword(fault));
    assertThat(condition.words()).isEqualTo(HostCondition.words(fault)).matches("[A-Z].*\\.");
    assertThat(condition.isTelling()).isTrue();
  }

  @Test
  void noTwoFaultsHaveTheSameWords() {
    assertThat(Stream.of(SessionFault.Kind.values()).map(HostCondition::words))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(value = PkixVerdict.class, names = "VERIFIED", mode = EnumSource.Mode.EXCLUDE)
  void everyFailureOfPkixIsTold(PkixVerdict verdict) {
    HostCondition condition =
        of(TraceEnd.NOT_VERIFIED, REQUIRED, session(verdict, DaneVerdict.VERIFIED_EE, null));
    assertThat(condition.keyword()).isEqualTo("certificate-" + keyword(verdict));
    assertThat(condition.words())
        .endsWith("did not prove who it is: " + verdict.explanation() + ".");
  }

  @ParameterizedTest
  @EnumSource(DaneVerdict.class)
  void everyFailureOfDaneIsTold(DaneVerdict verdict) {
    HostCondition condition =
        of(TraceEnd.NOT_VERIFIED, REQUIRED, session(PkixVerdict.VERIFIED, verdict, false));
    if (verdict.isProof()) {
      assertThat(condition.keyword()).isEqualTo("not-the-pinned-key");
    } else {
      assertThat(condition.keyword()).isEqualTo("dane-" + keyword(verdict));
      assertThat(condition.words()).contains(verdict.explanation());
    }
  }

  @Test
  void whatHasNothingToDoWithTlsIsToldAsItWasRecorded() {
    SessionEvidence clear =
        new SessionEvidence(null, null, null, null, null, List.of(), null, null);
    assertThat(of(TraceEnd.NOT_VERIFIED, REQUIRED, clear).keyword()).isEqualTo("no-tls");
    HostCondition refused = of(TraceEnd.REFUSED, PLAIN_TOO, clear);
    assertThat(refused.keyword()).isEqualTo("unusable");
    assertThat(refused.words()).isEqualTo("It has no IP address.");
    assertThat(of(TraceEnd.REFUSED, null, clear).keyword()).isEqualTo("unusable");
  }

  @ParameterizedTest
  @CsvSource({"TOOK,false", "TOOK_NOBODY,false", "LOCAL,false", "NOWHERE,false", "MAY_HEAL,true"})
  void onlyWhatSaysMoreThanTheOutcomeIsTelling(TraceEnd end, boolean telling) {
    assertThat(of(end, null, null).isTelling()).isEqualTo(telling);
  }

  @Test
  void keywordsAreWords() {
    Set<String> all = new TreeSet<>();
    List<Enum<?>> named = new ArrayList<>();
    named.addAll(List.of(TransportDecision.Reason.values()));
    named.addAll(List.of(SessionFault.Kind.values()));
    named.forEach(each -> all.add(keyword(each)));
    assertThat(all).hasSameSizeAs(named).allMatch(each -> each.matches("[a-z]+(-[a-z]+)*"));
  }

  private static String keyword(Enum<?> condition) {
    return condition.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
