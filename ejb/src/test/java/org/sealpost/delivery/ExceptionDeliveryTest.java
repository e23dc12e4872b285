package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.DOMAIN;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;
import static org.sealpost.delivery.Outcomes.failed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.dane.TlsaRecord;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.dns.TlsaAnswer;
import org.sealpost.exceptions.ExceptionBook;
import org.sealpost.exceptions.ExceptionKind;
import org.sealpost.exceptions.Exceptions;
import org.sealpost.exceptions.LaidDown;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;

/** What an operator has laid down for the domain, on the wire. */
final class ExceptionDeliveryTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = START.plusSeconds(60);

  private final DeliveryFixture world = new DeliveryFixture();
  private final Issued selfMade = new TestAuthority().issue(name(1));
  private final List<LaidDown> all = new ArrayList<>();
  private Instant time = START;

  @AfterEach
  void close() {
    world.close();
  }

  private void layDown(ExceptionKind kind, @Nullable String pin) {
    Domain domain = Domain.of(DOMAIN);
    all.add(new LaidDown(1, domain, kind, pin, "because", "ada", START, END, null, null));
    world.exceptions(new Exceptions(new ExceptionBook(1, all), () -> time));
  }

  private DeliveryResult attempt(TlsRequirement requirement) {
    return world.attempt(requirement, "b");
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "OPTIONAL"})
  void plaintextIsNotUsedUntilTheExceptionEndsByItself(TlsRequirement requirement) {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);
    layDown(ExceptionKind.FORBID_PLAINTEXT, null);
    DeliveryResult result = attempt(requirement);
    deferred(result, "4.7.10");
    assertNothingSent(mx);
    assertThat(result.trace().get(0).laidDown().forbidPlaintext()).isTrue();
    time = END;
    assertRelayed(attempt(requirement));
    assertThat(mx.received()).singleElement().matches(one -> !one.tls());
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "OPTIONAL"})
  void aCertificateThatProvesNothingIsNotEnoughWhereTlsIsRequired(TlsRequirement requirement) {
    FakeMx mx = world.mx(1, new Script().tls(selfMade));
    world.unsignedMx(1);
    layDown(ExceptionKind.REQUIRE_TLS, null);
    deferred(attempt(requirement), "4.7.5");
    assertNothingSent(mx);
    time = END;
    assertRelayed(attempt(requirement));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "OPTIONAL"})
  void onlyAPinnedKeyGetsTheMail(TlsRequirement requirement) {
    FakeMx other = world.mx(1, new Script().tls(selfMade));
    Issued right = new TestAuthority().issue(name(2));
    FakeMx pinned = world.mx(2, new Script().tls(right));
    world.unsignedMx(1, 2);
    layDown(ExceptionKind.PIN_KEY, KeyPin.of(right.certificate()));
    assertRelayed(attempt(requirement));
    assertNothingSent(other);
    assertThat(pinned.received()).singleElement().matches(FakeMx.Received::tls);
  }

  @Test
  void wrongTlsaRecordsAreIgnoredForDefaultMailOnly() {
    FakeMx mx = world.mx(1, world.good(1));
    world.dns.sign(name(1), name(1));
    TlsaRecord wrong = new TlsaRecord(3, 1, 1, "ab".repeat(32));
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(wrong)));
    world.signedMx(1);
    deferred(attempt(TlsRequirement.DEFAULT), "4.7.5");
    layDown(ExceptionKind.IGNORE_DANE, null);
    failed(attempt(TlsRequirement.REQUIRED), "5.7.10");
    assertNothingSent(mx);
    DeliveryResult result = attempt(TlsRequirement.DEFAULT);
    assertRelayed(result);
    assertThat(result.trace().get(0).laidDown().ignoreDane()).isTrue();
    assertThat(result.trace().get(0).origin().daneDetail()).contains("3 1 1");
  }

  @Test
  void requiredMailIsNotTakenByAServerWithoutThePinnedKey() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);
    layDown(ExceptionKind.PIN_KEY, "00".repeat(32));
    failed(attempt(TlsRequirement.REQUIRED), "5.7.10");
    assertNothingSent(mx);
  }
}
