package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.TlsUse;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.event.Events;
import org.sealpost.event.Outbox;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.policy.TransportDecision;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.tlsrpt.ReportMail;

/** What is told of messages, in the transaction of what it tells of. */
final class MessageEventsTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());

  private static final List<HostTrace> TRACE =
      List.of(
          new HostTrace(
              "mx.example",
              "192.0.2.1:25",
              TlsRequirement.REQUIRED,
              TlsRequirement.REQUIRED,
              new HostOrigin(
                  HostOrigin.Source.MX,
                  new HostFacts(MxFact.SECURE, MtaStsFact.ENFORCE_MATCH, DaneFact.USABLE),
                  true,
                  "enforce id=1",
                  true,
                  ""),
              new TransportDecision.Connect(
                  TlsUse.STARTTLS, CertificateCheck.DANE_AND_PKIX, true, false, Set.of()),
              new SessionEvidence(
                  "TLSv1.3",
                  "TLS_AES_128_GCM_SHA256",
                  PkixVerdict.VERIFIED,
                  null,
                  null,
                  List.of("REQUIRETLS"),
                  null,
                  null),
              TraceEnd.TOOK,
              "took"));

  private static QueueDatabase database;

  private final RetrySchedule schedule =
      new RetrySchedule(List.of(Duration.ofMinutes(10)), 0, new Random(1));
  private Outbox outbox;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void prepare() {
    outbox = new Outbox(database, "one");
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  private void queue(boolean told, NewMessage message) {
    database.transact(
        em -> {
          Events events = told ? outbox.in(em) : Events.NONE;
          try {
            QueueSamples.enqueue(em, events)
                .add(
                    message,
                    id ->
                        new ContentSource.Content(
                            Samples.PREFIX,
                            Samples.data("\r\nbody\r\n".getBytes(StandardCharsets.UTF_8))));
          } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
          }
        });
  }

  private List<Claimed> claim(Instant now) {
    Lease lease = new Lease("node", now.plus(Duration.ofMinutes(5)));
    return database.inTransaction(
        em ->
            Attempts.of(
                new DueRecipients(em).claim(ClaimRound.ofAll(lease, now, 10)).leased(),
                new MessageStore(em),
                new NoLedger()));
  }

  private void record(
      boolean told,
      Instant now,
      BiFunction<ForwardPath, Failure, RecipientOutcome> outcome,
      List<Claimed> all) {
    Failure failure =
        new Failure(
            EnhancedStatusCode.of("5.1.1"),
            "It did not work.",
            "mx.example",
            "RCPT",
            Reply.of(550, "5.1.1", "unknown"));
    List<Ended> ended =
        all.stream()
            .flatMap(
                claimed ->
                    Ended.of(
                        claimed,
                        new DeliveryResult(
                            claimed.recipients().stream()
                                .map(each -> outcome.apply(each.forwardPath(), failure))
                                .toList(),
                            List.copyOf(TRACE)),
                        schedule,
                        now)
                        .stream())
            .toList();
    database.transact(
        em ->
            new Recording(
                    em,
                    new Notifications(em, SETTINGS),
                    SETTINGS,
                    told ? outbox.in(em) : Events.NONE)
                .record(ended));
  }

  private static RecipientOutcome relayed(ForwardPath path, Failure failure) {
    return new RecipientOutcome.Relayed(path, Reply.of(250, "2.0.0", "ok"), "mx.example", false);
  }

  private JsonObject only(String kind) {
    List<JsonObject> all =
        outbox.events().stream().filter(one -> one.getString("kind").equals(kind)).toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void nobodyIsToldWhereNobodyAsked() {
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example"));
    record(false, Samples.NOW, MessageEventsTest::relayed, claim(Samples.NOW));
    assertThat(outbox.oldest(10)).isEmpty();
  }

  @Test
  void aMessageThatIsQueuedIsOneRow() {
    NewMessage.Origin origin =
        new NewMessage.Origin("jms", "127.0.0.1", null, null, "shop@own.example");
    queue(
        true,
        Samples.draft(TlsRequirement.REQUIRED, "a@one.example", "b@two.example")
            .by(origin)
            .message());
    assertThat(outbox.oldest(10)).hasSize(1);
    JsonObject event = only("accepted");
    assertThat(event.getString("account")).isEqualTo("shop@own.example");
    assertThat(event.getString("reversePath")).isEqualTo("sender@example.org");
    assertThat(event.getString("requirement")).isEqualTo("REQUIRED");
    assertThat(event.getString("listener")).isEqualTo("jms");
    assertThat(event.getJsonArray("recipients")).hasSize(2);
  }

  @Test
  void manyEndsAreOneRow() {
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example", "b@one.example"));
    queue(false, Samples.message(TlsRequirement.DEFAULT, "c@one.example"));
    record(true, Samples.NOW, MessageEventsTest::relayed, claim(Samples.NOW));
    assertThat(outbox.oldest(10)).hasSize(1);
    assertThat(outbox.kinds())
        .containsExactly("attempt", "relayed", "relayed", "attempt", "relayed");
    JsonObject attempt = outbox.events().get(0);
    assertThat(attempt.getJsonArray("recipients")).hasSize(2);
    assertThat(attempt.getJsonArray("trace").getJsonObject(0).getString("host"))
        .isEqualTo("mx.example");
    JsonObject relayed = outbox.events().get(1);
    assertThat(relayed.getString("recipient")).isEqualTo("a@one.example");
    assertThat(relayed.getString("host")).isEqualTo("mx.example");
    assertThat(relayed.getString("reply")).isEqualTo("250 2.0.0 ok");
    assertThat(relayed.getInt("attempts")).isEqualTo(1);
    assertThat(relayed.getJsonObject("tls").getString("version")).isEqualTo("TLSv1.3");
    assertThat(relayed.getJsonObject("tls").getString("pkix")).isEqualTo("VERIFIED");
  }

  @Test
  void whatIsTriedAgainSaysWhen() {
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example"));
    record(true, Samples.NOW, RecipientOutcome.Deferred::new, claim(Samples.NOW));
    assertThat(outbox.kinds()).containsExactly("attempt", "deferred");
    assertThat(only("deferred").getString("nextAttempt"))
        .isEqualTo(Samples.NOW.plus(Duration.ofMinutes(10)).toString());
    assertThat(only("deferred").getString("text")).isEqualTo("It did not work.");
  }

  @Test
  void aFailureIsToldBeforeTheNotificationOfIt() {
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example"));
    record(true, Samples.NOW, RecipientOutcome.Failed::new, claim(Samples.NOW));
    assertThat(outbox.oldest(10)).hasSize(1);
    assertThat(outbox.kinds()).containsExactly("attempt", "failed", "accepted");
    assertThat(only("failed").getString("status")).isEqualTo("5.1.1");
    assertThat(only("accepted").getString("listener")).isEqualTo("notification");
    assertThat(only("accepted").getString("reversePath")).isEmpty();
  }

  @Test
  void theEndOfItsLifeAndTheMailboxHereAreKindsOfTheirOwn() {
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example"));
    Instant late = Samples.NOW.plus(Duration.ofDays(5));
    record(true, late, RecipientOutcome.Deferred::new, claim(late));
    assertThat(outbox.kinds()).startsWith("attempt", "expired");
    database.empty();
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example"));
    record(
        true,
        Samples.NOW,
        (path, failure) -> new RecipientOutcome.Delivered(path),
        claim(Samples.NOW));
    assertThat(outbox.kinds()).containsExactly("attempt", "delivered");
  }

  @Test
  void whatARuleHoldsAndLetsGoIsTold() {
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example", "b@one.example"));
    List<Long> ids =
        database.inTransaction(
            em -> em.createQuery("select r.id from RecipientEntity r", Long.class).getResultList());
    HeldBy rule = new HeldBy(7, "Held by a rule.");
    database.transact(em -> new RuleHolds(em, outbox.in(em)).hold(ids, rule, Samples.NOW));
    database.transact(em -> new RuleHolds(em, outbox.in(em)).release(ids, 7, Samples.NOW));
    assertThat(outbox.oldest(10)).hasSize(2);
    assertThat(outbox.kinds()).containsExactly("held", "held", "released", "released");
    assertThat(outbox.events().get(0).getString("why")).isEqualTo("Held by a rule.");
  }

  @Test
  void aHoldDuringAnAttemptIsToldWhenItIsAskedForAndWhenItIsTakenBack() {
    queue(false, Samples.message(TlsRequirement.DEFAULT, "a@one.example"));
    List<Long> ids = claim(Samples.NOW).get(0).recipients().stream().map(r -> r.id()).toList();
    HeldBy rule = new HeldBy(7, "Held by a rule.");
    database.transact(em -> new RuleHolds(em, outbox.in(em)).hold(ids, rule, Samples.NOW));
    database.transact(em -> new RuleHolds(em, outbox.in(em)).hold(ids, rule, Samples.NOW));
    database.transact(em -> new RuleHolds(em, outbox.in(em)).holdNoMoreBy(7, Samples.NOW));
    assertThat(outbox.kinds()).containsExactly("held", "released");
  }

  @Test
  void ourOwnReportsAreToldOfToo() {
    ReportMail mail = ReportQueueTest.mail();
    database.transact(
        em ->
            new ReportQueue(em, outbox.in(em))
                .add(mail, Samples.NOW, Samples.NOW.plus(Duration.ofDays(1))));
    assertThat(only("accepted").getString("listener")).isEqualTo("tls-report");
  }
}
