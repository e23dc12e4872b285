package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.name;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.SessionFault;
import org.sealpost.client.dane.TlsaRecord;
import org.sealpost.config.Route;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.dns.TlsaAnswer;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;

/** What a delivery would do is what it then does, and asking sends nothing. */
final class DryRunTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final DeliveryFixture world = new DeliveryFixture();

  @AfterEach
  void close() {
    world.close();
  }

  private void expect(
      Expectation required, Expectation byDefault, Expectation optional, @Nullable String host) {
    Outlook outlook = world.outlook(LIMIT);
    assertThat(outlook.of(TlsRequirement.REQUIRED, false).expectation()).isEqualTo(required);
    assertThat(outlook.of(TlsRequirement.DEFAULT, false))
        .isEqualTo(new Outlook.Verdict(byDefault, host));
    assertThat(outlook.of(TlsRequirement.OPTIONAL, false).expectation()).isEqualTo(optional);
    for (TlsRequirement requirement : TlsRequirement.values()) {
      asForetold(outlook, requirement);
    }
  }

  /** A delivery does just what was foretold. */
  private void asForetold(Outlook outlook, TlsRequirement requirement) {
    DeliveryResult result = world.attempt(requirement, "b");
    RecipientOutcome outcome = result.outcomes().get(0);
    switch (outlook.of(requirement, false).expectation()) {
      case PROTECTED, ENCRYPTED, PLAINTEXT ->
          assertThat(outcome).as("%s", requirement).isInstanceOf(RecipientOutcome.Relayed.class);
      case WAITS ->
          assertThat(outcome).as("%s", requirement).isInstanceOf(RecipientOutcome.Deferred.class);
      case NOT_SUPPORTED -> Outcomes.failed(result, "5.7.30");
      case NOT_PROTECTED -> Outcomes.failed(result, "5.7.10");
      case REFUSED ->
          assertThat(outcome).as("%s", requirement).isInstanceOf(RecipientOutcome.Failed.class);
    }
  }

  private static void assertOnlyGreeted(FakeMx mx) {
    assertThat(mx.commands()).isNotEmpty().allMatch(line -> line.matches("(EHLO|STARTTLS|QUIT).*"));
  }

  @Test
  void goodServerOfASignedDomain() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);
    Outlook outlook = world.outlook(LIMIT);
    assertOnlyGreeted(mx);
    assertThat(mx.commands()).endsWith("QUIT");
    Outlook.Host host = outlook.hosts().get(0);
    assertThat(host.session()).isNotNull().matches(SessionEvidence::offersRequireTls);
    assertThat(host.key()).hasSize(64);
    expect(Expectation.PROTECTED, Expectation.ENCRYPTED, Expectation.ENCRYPTED, name(1));
  }

  @Test
  void verifiedServerWithoutRequireTls() {
    world.mx(1, world.good(1).keywordsAfterTls("PIPELINING"));
    world.signedMx(1);
    expect(Expectation.NOT_SUPPORTED, Expectation.ENCRYPTED, Expectation.ENCRYPTED, name(1));
  }

  @Test
  void serverInClearText() {
    world.mx(1, new Script());
    world.unsignedMx(1);
    expect(Expectation.NOT_PROTECTED, Expectation.PLAINTEXT, Expectation.PLAINTEXT, name(1));
  }

  @Test
  void handshakeThatFailsMayGoWithoutTls() {
    world.mx(1, new Script().tls(new TestAuthority().issue(name(1))).fault(Fault.BROKEN_HANDSHAKE));
    world.unsignedMx(1);
    expect(Expectation.NOT_PROTECTED, Expectation.PLAINTEXT, Expectation.PLAINTEXT, name(1));
  }

  @Test
  void daneRecordsThatDoNotMatch() {
    world.mx(1, world.good(1));
    world.dns.sign(name(1), name(1));
    TlsaRecord wrong = new TlsaRecord(3, 1, 1, "ab".repeat(32));
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(wrong)));
    world.signedMx(1);
    expect(Expectation.NOT_PROTECTED, Expectation.WAITS, Expectation.ENCRYPTED, null);
  }

  @Test
  void theFirstServerThatWouldTakeItGetsIt() {
    world.mx(1, new Script());
    world.mx(2, world.good(2));
    world.signedMx(1, 2);
    Outlook outlook = world.outlook(LIMIT);
    assertThat(outlook.of(TlsRequirement.REQUIRED, false))
        .isEqualTo(new Outlook.Verdict(Expectation.PROTECTED, name(2)));
    assertThat(outlook.of(TlsRequirement.DEFAULT, false))
        .isEqualTo(new Outlook.Verdict(Expectation.PLAINTEXT, name(1)));
  }

  @Test
  void serverThatIsAway() {
    world.mx(1, world.good(1)).close();
    world.signedMx(1);
    expect(Expectation.WAITS, Expectation.WAITS, Expectation.WAITS, null);
    Outlook.Host host = world.outlook(LIMIT).hosts().get(0);
    assertThat(host.problem()).contains("could not be reached");
  }

  @Test
  void domainThatTakesNoMail() {
    world.mx(1, world.good(1));
    world.dns.answer(DeliveryFixture.DOMAIN, new MxAnswer.NullMx(SecurityStatus.SECURE));
    expect(Expectation.REFUSED, Expectation.REFUSED, Expectation.REFUSED, null);
    assertThat(world.outlook(LIMIT).nowhere()).contains("takes no mail");
  }

  @Test
  void routeThatIsNotVerified() {
    FakeMx mx = world.mx(1, world.good(1));
    world.route(Route.Security.STARTTLS, Route.Verification.NONE, "127.0.0.11", mx.port());
    expect(Expectation.NOT_PROTECTED, Expectation.ENCRYPTED, Expectation.ENCRYPTED, "127.0.0.11");
  }

  @Test
  void exceptionOfTheOperatorCounts() {
    world.mx(1, new Script());
    world.unsignedMx(1);
    OperatorExceptions strict = new OperatorExceptions(false, true, false, false, Set.of());
    world.exceptions(domain -> strict);
    expect(Expectation.NOT_PROTECTED, Expectation.WAITS, Expectation.WAITS, null);
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUIRED", "DEFAULT", "OPTIONAL"})
  void aNotificationGoesAsDefaultWhereNobodyTakesItAsRequired(TlsRequirement requirement) {
    world.mx(1, new Script());
    world.unsignedMx(1);
    assertThat(world.outlook(LIMIT).of(requirement, true).expectation())
        .isEqualTo(Expectation.PLAINTEXT);
  }

  @Test
  void aServerThatSaysNothingDoesNotKeepTheOperatorWaiting() {
    world.mx(1, new Script().silentAfter("EHLO"));
    world.unsignedMx(1);
    Instant start = Instant.now();
    Outlook.Host host = world.outlook(Duration.ofSeconds(2)).hosts().get(0);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    SessionEvidence session = host.session();
    if (session != null) {
      assertThat(session.fault()).isEqualTo(SessionFault.Kind.TIMED_OUT);
    } else {
      assertThat(host.problem()).contains("in time");
    }
  }
}
