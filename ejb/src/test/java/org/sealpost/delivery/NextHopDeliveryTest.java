package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealpost.delivery.DeliveryFixture.DOMAIN;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;
import static org.sealpost.delivery.Outcomes.failed;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.MxHost;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority.Request;

class NextHopDeliveryTest {
  private final DeliveryFixture world = new DeliveryFixture();

  @AfterEach
  void close() {
    world.close();
  }

  private DeliveryResult attempt(String... localParts) {
    return world.attempt(TlsRequirement.DEFAULT, localParts);
  }

  @Test
  void usesTlsWhereOfferedWithoutChecking() {
    FakeMx mx = world.mx(1, new Script().tls(world.authority.issue("other.example")));
    world.unsignedMx(1);

    DeliveryResult result = attempt("b");

    assertRelayed(result);
    assertThat(mx.received().get(0).tls()).isTrue();
    assertThat(mx.received().get(0).data()).isEqualTo(DeliveryFixture.TEXT);
    assertThat(result.trace().get(0).tls()).contains("WRONG_NAME");
  }

  @Test
  void goesInClearWhereNoTlsIsOffered() {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);

    DeliveryResult result = attempt("b");

    assertRelayed(result);
    assertThat(mx.received().get(0).tls()).isFalse();
    assertThat(result.trace().get(0).tls()).isNull();
  }

  @Test
  @Tag("rfc7435-3")
  void goesOnceMoreWithoutTlsWhereTlsFails() {
    FakeMx mx = world.mx(1, world.good(1).fault(Fault.BROKEN_HANDSHAKE));
    world.unsignedMx(1);

    DeliveryResult result = attempt("b");

    assertRelayed(result);
    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(result.trace())
        .singleElement()
        .extracting(HostTrace::result)
        .asString()
        .startsWith("TLS failed (HANDSHAKE_FAILED), sent without");
  }

  @Test
  void staysAwayFromPlaintextWhereTheOperatorForbidsIt() {
    FakeMx broken = world.mx(1, world.good(1).fault(Fault.BROKEN_HANDSHAKE));
    FakeMx plain = world.mx(2, new Script());
    world.unsignedMx(1, 2);
    world.forbidPlaintext();

    deferred(attempt("b"), "4.7.5");
    assertNothingSent(broken);
    assertNothingSent(plain);
  }

  @Test
  @Tag("rfc8689-4.2.2")
  void optionalMailGoesThroughBrokenTls() {
    world.forbidPlaintext();
    FakeMx broken = world.mx(1, world.good(1).fault(Fault.CLOSE_AT_HANDSHAKE));
    world.unsignedMx(1);

    assertRelayed(world.attempt(TlsRequirement.OPTIONAL, "b"));
    assertThat(broken.received().get(0).tls()).isFalse();
  }

  @Test
  @Tag("rfc8689-4.2.2")
  void optionalMailGoesToAnExpiredCertificate() {
    Request expired = Request.forNames("other.example").expired();
    FakeMx mx = world.mx(1, new Script().tls(world.authority.issue(expired)));
    world.unsignedMx(1);

    assertRelayed(world.attempt(TlsRequirement.OPTIONAL, "b"));
    assertThat(mx.received().get(0).tls()).isTrue();
  }

  @Test
  @Tag("rfc8689-4.2.2")
  void optionalMailFailsWhereTheServerInsistsOnTlsItDoesNotOffer() {
    FakeMx mx = world.mx(1, new Script().answer("MAIL", "530 5.7.0 Must issue STARTTLS first"));
    world.unsignedMx(1);

    Failure failure = failed(world.attempt(TlsRequirement.OPTIONAL, "b"), "5.0.0");

    assertThat(failure.explanation()).contains("530", "STARTTLS");
    assertThat(mx.received()).isEmpty();
  }

  @Test
  @Tag("rfc5321-5.1")
  void goesToTheNextHostOnlyWithTheRecipientsStillOpen() {
    FakeMx one =
        world.mx(
            1,
            new Script()
                .answer("RCPT", "250 ok")
                .answer("RCPT", "550 nobody here")
                .answer("RCPT", "450 later"));
    FakeMx two = world.mx(2, new Script());
    world.unsignedMx(1, 2);

    DeliveryResult result = attempt("b", "c", "d");

    assertThat(result.outcomes().get(0)).isInstanceOf(RecipientOutcome.Relayed.class);
    assertThat(result.outcomes().get(1)).isInstanceOf(RecipientOutcome.Failed.class);
    assertThat(result.outcomes().get(2)).isInstanceOf(RecipientOutcome.Relayed.class);
    assertThat(one.received().get(0).recipients()).containsExactly("RCPT TO:<b@example.org>");
    assertThat(two.received().get(0).recipients()).containsExactly("RCPT TO:<d@example.org>");
  }

  @Test
  void keepsWhatThePeerSaid() {
    world.mx(
        1,
        new Script()
            .keywords("ENHANCEDSTATUSCODES")
            .answer("RCPT", "451-4.7.1 greylisted\r\n451 4.7.1 come again"));
    world.unsignedMx(1);

    Failure failure = deferred(attempt("b"), "4.7.1");

    assertThat(failure.remoteMta()).isEqualTo(name(1));
    assertThat(failure.command()).isEqualTo("RCPT");
    assertThat(failure.reply()).isNotNull();
    assertThat(failure.explanation()).contains("refused the recipient: 451 greylisted come again");
  }

  @Test
  void passesOverHostsThatDoNotWork() {
    world.unreachable(1);
    world.mx(2, new Script().fault(Fault.CLOSE_AT_CONNECT));
    world.mx(3, new Script().fault(Fault.GARBAGE_GREETING));
    world.mx(4, new Script().answer("CONNECT", "554 go away"));
    world.dns.broken(name(5));
    FakeMx six = world.mx(6, new Script());
    world.unsignedMx(1, 2, 3, 4, 5, 6);

    DeliveryResult result = attempt("b");

    assertRelayed(result);
    assertThat(six.received()).hasSize(1);
    assertThat(result.trace()).extracting(HostTrace::host).contains(name(1), name(6)).hasSize(6);
  }

  @Test
  void triesEveryAddressOfAHost() {
    FakeMx mx = world.mx(1, new Script());
    world.dns.address(name(1), "127.0.0.99", "127.0.0.11");
    world.unsignedMx(1);

    assertRelayed(attempt("b"));
    assertThat(mx.received()).hasSize(1);
  }

  @Test
  void failsForGoodOnlyWhereEveryHostSaysSo() {
    world.mx(1, new Script().answer("CONNECT", "554 no mail here"));
    world.unsignedMx(1);
    failed(attempt("b"), "5.3.2");
  }

  @Test
  void defersWhereNobodyListens() {
    world.mx(2, new Script());
    world.unreachable(1);
    world.unsignedMx(1);
    deferred(attempt("b"), "4.4.1");
  }

  @Test
  void defersWhereThePeerGoesAwayAfterTheFinalDot() {
    world.mx(1, new Script().fault(Fault.CLOSE_AFTER_FINAL_DOT));
    world.unsignedMx(1);
    deferred(attempt("b"), "4.4.2");
  }

  @Test
  void saysWhatTheDnsSaid() {
    failed(attempt("b"), "5.1.2");
    world.dns.answer(DOMAIN, new MxAnswer.NullMx(SecurityStatus.INSECURE));
    failed(attempt("b"), "5.1.10");
    world.dns.answer(DOMAIN, new MxAnswer.NotFoundOut(SecurityStatus.BOGUS, "bad signature"));
    deferred(attempt("b"), "4.4.3");
    world.dns.answer(DOMAIN, new MxAnswer.NoMx(SecurityStatus.INSECURE));
    failed(attempt("b"), "5.4.4");
  }

  @Test
  @Tag("rfc5321-5.1")
  void neverSendsToItselfOrBehindItself() {
    FakeMx behind = world.mx(1, new Script());
    MxHost own = new MxHost("own.example", 10);
    world.dns.answer(
        DOMAIN,
        new MxAnswer.Hosts(SecurityStatus.INSECURE, List.of(own, new MxHost(name(1), 10)), DOMAIN));

    failed(attempt("b"), "5.4.6");
    assertThat(behind.sessions()).isZero();

    world.dns.answer(
        DOMAIN,
        new MxAnswer.Hosts(SecurityStatus.INSECURE, List.of(new MxHost(name(1), 5), own), DOMAIN));
    assertRelayed(attempt("b"));
  }

  @Test
  @Tag("rfc5321-5.1")
  void aHostThatCallsItselfWhatWeAreCalledIsALoop() {
    FakeMx own = world.mx(1, new Script().answer("EHLO", "250 OWN.example at your service"));
    FakeMx behind = world.mx(2, new Script());
    world.unsignedMx(1, 2);

    failed(attempt("b"), "5.4.6");
    assertNothingSent(own);
    assertThat(behind.sessions()).isZero();
  }

  @Test
  void aRouteMayLeadToAServerThatIsCalledWhatWeAre() {
    FakeMx filter = world.mx(1, new Script().answer("EHLO", "250 own.example"));
    world.route(Security.NONE, Verification.NONE, "127.0.0.11", filter.port());

    assertRelayed(attempt("b"));
  }

  /** A job whose requirement is another from the moment that its session stands. */
  private static DeliveryJob overtaken(TlsRequirement before, TlsRequirement after) {
    return asking(before, () -> after, "b");
  }

  private static DeliveryJob asking(
      TlsRequirement before, Supplier<TlsRequirement> latest, String... localParts) {
    DeliveryJob job =
        DeliveryFixture.job(before, new ReversePath(Mailbox.of("a@sender.example")), localParts);
    return new DeliveryJob(
        job.queueId(),
        job.received(),
        job.reversePath(),
        before,
        job.nextHopDomain(),
        job.recipients(),
        job.content(),
        job.body(),
        job.smtpUtf8(),
        job.dsn(),
        false,
        MtPriority.NORMAL,
        latest,
        new RouteChoice.BySettings());
  }

  /** Answers so often, and then can no longer. */
  private static Supplier<TlsRequirement> failingAfter(int answers) {
    AtomicInteger asked = new AtomicInteger();
    return () -> {
      if (asked.incrementAndGet() > answers) {
        throw new IllegalStateException("the queue cannot be read");
      }
      return TlsRequirement.DEFAULT;
    };
  }

  @Test
  void nothingIsSentWhereNobodyCanTellWhetherItMay() {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);
    DeliveryJob job = asking(TlsRequirement.DEFAULT, failingAfter(0), "b");

    assertThatThrownBy(() -> world.attempt(job)).hasMessage("the queue cannot be read");
    assertNothingSent(mx);
  }

  @Test
  void whatWasTakenIsToldEvenWhereTheRestCannotGoOn() {
    world.mx(1, new Script().answer("RCPT", "250 ok").answer("RCPT", "450 later"));
    FakeMx two = world.mx(2, new Script());
    world.unsignedMx(1, 2);

    DeliveryResult result =
        world.attempt(asking(TlsRequirement.DEFAULT, failingAfter(1), "b", "c"));

    assertThat(result.outcomes().get(0)).isInstanceOf(RecipientOutcome.Relayed.class);
    assertThat(result.outcomes().get(1)).isInstanceOf(RecipientOutcome.Deferred.class);
    assertNothingSent(two);
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void aMessageThatIsRequiredByNowIsNotSentAsItWas() {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);

    failed(world.attempt(overtaken(TlsRequirement.DEFAULT, TlsRequirement.REQUIRED)), "5.7.10");
    assertNothingSent(mx);
  }

  @Test
  void goesByTheChangedRequirementAtOnce() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);

    DeliveryResult result =
        world.attempt(overtaken(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT));

    assertRelayed(result);
    assertThat(mx.received()).hasSize(1);
    assertThat(mx.received().get(0).mail()).doesNotContain("REQUIRETLS");
    assertThat(result.trace()).extracting(HostTrace::asked).containsOnly(TlsRequirement.DEFAULT);
  }

  @Test
  void goesToAnAddressLiteral() {
    FakeMx mx = world.mx(1, new Script());
    Mailbox mailbox = Mailbox.of("b@[127.0.0.11]");
    DeliveryJob job =
        new DeliveryJob(
            "q2",
            Instant.EPOCH,
            ReversePath.NULL,
            TlsRequirement.DEFAULT,
            Domain.of("[127.0.0.11]"),
            List.of(new EnvelopeRecipient(new ForwardPath(mailbox))),
            DeliveryFixture.content("x\r\n"),
            BodyType.SEVEN_BIT,
            false,
            DsnEnvelope.NONE,
            false);

    assertRelayed(world.attempt(job));
    assertThat(mx.commands()).contains("RCPT TO:<b@[127.0.0.11]>");
  }

  @Test
  void aRouteReplacesTheMxLookup() {
    FakeMx mx = world.mx(1, new Script());
    world.route(Security.NONE, Verification.NONE, "127.0.0.11", mx.port());

    assertRelayed(attempt("b"));
  }

  @Test
  void aRoutesDemandsStandForOptionalMailToo() {
    FakeMx mx = world.mx(1, new Script());
    world.route(Security.STARTTLS, Verification.PKIX, name(1), mx.port());

    deferred(world.attempt(TlsRequirement.OPTIONAL, "b"), "4.7.10");
    assertNothingSent(mx);
  }

  @Test
  void triesAnotherHostWhereOneCannotTakeTheMessage() {
    FakeMx small = world.mx(1, new Script().keywords("SIZE 5"));
    FakeMx big = world.mx(2, new Script());
    world.unsignedMx(1, 2);
    assertRelayed(attempt("b"));
    assertNothingSent(small);
    assertThat(big.received()).hasSize(1);
  }

  @Test
  void failsWhereNoHostCanTakeTheMessage() {
    world.mx(1, new Script().keywords("SIZE 5"));
    world.unsignedMx(1);
    assertThat(failed(attempt("b"), "5.3.4").explanation()).contains("more than 5 octets");
  }

  @Test
  @Tag("rfc5321-4.5.3.1.8")
  void makesSeveralTransactionsOfManyRecipients() {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);
    String[] localParts = IntStream.range(0, 250).mapToObj(i -> "r" + i).toArray(String[]::new);

    DeliveryResult result = attempt(localParts);

    assertRelayed(result);
    assertThat(result.outcomes()).hasSize(250);
    assertThat(mx.sessions()).isEqualTo(1);
    assertThat(mx.received())
        .extracting(each -> each.recipients().size())
        .containsExactly(100, 100, 50);
  }

  @Test
  void defersAMessageThatCannotBeRead() {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);
    DeliveryJob whole = DeliveryFixture.job(TlsRequirement.DEFAULT, ReversePath.NULL, "b");
    DeliveryJob broken =
        new DeliveryJob(
            whole.queueId(),
            whole.received(),
            whole.reversePath(),
            whole.requirement(),
            whole.nextHopDomain(),
            whole.recipients(),
            DeliveryFixture.unreadable(),
            whole.body(),
            whole.smtpUtf8(),
            whole.dsn(),
            whole.ownNotification());

    deferred(world.attempt(broken), "4.3.0");
    assertThat(mx.received()).isEmpty();
  }
}
