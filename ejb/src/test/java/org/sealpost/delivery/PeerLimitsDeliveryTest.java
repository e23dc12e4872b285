package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.delivery.RecipientOutcome.Deferred;
import org.sealpost.delivery.RecipientOutcome.Failed;
import org.sealpost.delivery.RecipientOutcome.Relayed;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Peers that take only so much, or take their time. */
class PeerLimitsDeliveryTest {
  private final DeliveryFixture world = new DeliveryFixture();

  @AfterEach
  void close() {
    world.close();
  }

  private FakeMx onlyMx(Script script) {
    FakeMx mx = world.mx(1, script);
    world.unsignedMx(1);
    return mx;
  }

  @Test
  @Tag("rfc9422-4.2")
  void makesAsManyTransactionsAsThePeerWants() {
    FakeMx mx = onlyMx(new Script().keywords("PIPELINING", "LIMITS RCPTMAX=2"));

    DeliveryResult result = world.attempt(TlsRequirement.DEFAULT, "b", "c", "d", "e", "f");

    assertThat(result.outcomes()).hasSize(5).allMatch(Relayed.class::isInstance);
    assertThat(mx.received()).extracting(each -> each.recipients().size()).containsExactly(2, 2, 1);
    assertThat(mx.sessions()).isEqualTo(1);
  }

  @Test
  @Tag("rfc9422-4.1")
  void goesOnWithAnotherSessionWhereOneMayCarryNoMore() {
    FakeMx mx = onlyMx(new Script().keywords("LIMITS RCPTMAX=2 MAILMAX=1"));

    DeliveryResult result = world.attempt(TlsRequirement.DEFAULT, "b", "c", "d");

    assertThat(result.outcomes()).hasSize(3).allMatch(Relayed.class::isInstance);
    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(mx.received()).hasSize(2);
  }

  @Test
  @Tag("rfc9422-4.1")
  void defersTheRestWhereTheNextSessionIsRefused() {
    Script script = new Script().keywords("LIMITS RCPTMAX=1 MAILMAX=1");
    script.answer("CONNECT", "220 fake.example").answer("CONNECT", "421 4.3.2 enough");
    onlyMx(script);

    DeliveryResult result = world.attempt(TlsRequirement.DEFAULT, "b", "c");

    assertThat(result.outcomes().get(0)).isInstanceOf(Relayed.class);
    assertThat(result.outcomes().get(1))
        .isInstanceOfSatisfying(
            Deferred.class,
            deferred -> assertThat(deferred.failure().status()).hasToString("4.3.2"));
  }

  @Test
  @Tag("rfc9422-4.3")
  void keepsDomainsApartWhereASessionTakesOnlyOne() {
    FakeMx mx = onlyMx(new Script().keywords("LIMITS RCPTDOMAINMAX=1"));
    world.dns.mx("example.net", DeliveryFixture.name(1));

    world.attempt(TlsRequirement.DEFAULT, "b");
    world.attempt(
        DeliveryFixture.job("example.net", TlsRequirement.DEFAULT, ReversePath.NULL, "b"));
    world.attempt(TlsRequirement.DEFAULT, "c");

    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(mx.received()).hasSize(3);
  }

  @Test
  @Tag("rfc5321-4.5.3.1.10")
  void sendsThoseThatWereTooManyInTheNextTransaction() {
    Script script = new Script().keywords("PIPELINING", "ENHANCEDSTATUSCODES");
    script.answer("RCPT", "250 2.1.5 ok");
    script.answer("RCPT", "452 4.5.3 too many").answer("RCPT", "552 5.5.3 too many");
    FakeMx mx = onlyMx(script);

    DeliveryResult result = world.attempt(TlsRequirement.DEFAULT, "b", "c", "d");

    assertThat(result.outcomes()).allMatch(Relayed.class::isInstance);
    assertThat(mx.received()).extracting(each -> each.recipients().size()).containsExactly(1, 2);
    assertThat(mx.sessions()).isEqualTo(1);
  }

  @Test
  @Tag("rfc5321-4.5.3.1.10")
  void believesNoTooManyThatIsSaidOfTheFirst() {
    FakeMx mx = onlyMx(new Script().keywords("PIPELINING").answer("RCPT", "552 full"));

    assertThat(world.attempt(TlsRequirement.DEFAULT, "b").outcomes())
        .singleElement()
        .isInstanceOf(Failed.class);
    assertThat(mx.received()).isEmpty();
  }

  @Test
  void endsAnAttemptThatIsOverItsTimeAndTriesNoOtherHost() {
    FakeMx slow = world.mx(1, new Script().silentAfter("MAIL"));
    FakeMx other = world.mx(2, new Script());
    world.unsignedMx(1, 2);
    world.limitAttempts(Duration.ofMillis(300));

    assertThat(world.attempt(TlsRequirement.DEFAULT, "b").outcomes())
        .singleElement()
        .isInstanceOfSatisfying(
            Deferred.class,
            deferred -> assertThat(deferred.failure().status()).hasToString("4.4.2"));
    assertThat(slow.sessions()).isEqualTo(1);
    assertThat(other.sessions()).isZero();
  }
}
