package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.admin.RecipientStep.Cause;
import org.sealpost.event.Events;
import org.sealpost.flow.DeferredMail;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.LaidRule;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageStore;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueEnds;
import org.sealpost.queue.QueueSamples;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/** What is told of a recipient's way through the queue, and new waits for what waits. */
final class RecipientHistoryTest {
  /** When the messages are tried: an hour after they came. */
  private static final Instant TRIED =
      QueueSamples.expiry().minus(Duration.ofDays(5)).plus(Duration.ofHours(1));

  private static QueueDatabase database;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    database.empty();
    database.transact(
        em ->
            em.createNativeQuery("insert into flow_book (id, version) values (1, 0)")
                .executeUpdate());
  }

  private static List<RecipientStep> steps(long messageId, boolean naming) {
    return database.inTransaction(
        em -> {
          MessageStore messages = new MessageStore(em);
          MessageEntity message = messages.find(messageId).orElseThrow();
          var recipients = messages.recipients(messageId);
          return Objects.requireNonNull(
              new RecipientHistory(em, naming)
                  .of(message, recipients, messages.attempts(messageId))
                  .get(recipients.get(0).id()));
        });
  }

  private static LaidRule lay(FlowRule rule) {
    return database.inTransaction(
        em -> new Floodgate(em, "ada").add(rule, "because", Instant.now()));
  }

  private static <T> T operator(Function<Operator, T> work) {
    return database.inTransaction(
        em ->
            work.apply(
                new Operator(
                    em, news -> {}, OperatorTest.SETTINGS, new AuditLog(em, "ada"), Events.NONE)));
  }

  private static List<Long> ids() {
    return database.inTransaction(
        em ->
            em.createQuery("select r.id from RecipientEntity r order by r.id", Long.class)
                .getResultList());
  }

  private static void unreached(Instant now) {
    new QueueEnds(database, OperatorTest.SETTINGS).end(now, QueueEnds::unreached, List.of());
  }

  @Test
  void everyStateStandsThereWithWhenAndWhy() {
    long id = QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    unreached(TRIED);
    operator(operator -> operator.hold(ids(), ""));
    operator(operator -> operator.release(ids(), ""));
    operator(operator -> operator.fail(ids(), "nobody there"));
    List<RecipientStep> steps = steps(id, true);
    assertThat(steps)
        .extracting(RecipientStep::state)
        .containsExactly(
            RecipientState.QUEUED,
            RecipientState.DEFERRED,
            RecipientState.HELD,
            RecipientState.QUEUED,
            RecipientState.FAILED);
    assertThat(steps)
        .extracting(RecipientStep::cause)
        .containsExactly(
            Cause.INTAKE, Cause.ATTEMPT, Cause.OPERATOR, Cause.OPERATOR, Cause.OPERATOR);
    assertThat(steps.get(1).why()).isEqualTo("4.4.1 mx.far.example could not be reached.");
    assertThat(steps.get(1).next()).isEqualTo(steps.get(1).at().plus(Duration.ofMinutes(10)));
    assertThat(steps.get(1).waitRule()).isNull();
    assertThat(steps.get(4).by()).isEqualTo("ada");
    assertThat(steps.get(4).why()).isEqualTo("nobody there");
    assertThat(steps).extracting(RecipientStep::at).isSorted();
  }

  @Test
  void aSenderDoesNotReadWhoDidWhatAndWhy() {
    long id = QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    LaidRule rule = lay(new WantedHold("", "one.example", "", "x").toRule());
    hold(rule);
    operator(operator -> operator.delete(ids(), "a secret"));
    assertThat(steps(id, false).toString())
        .contains("HELD", "DROPPED")
        .doesNotContain("ada", "a secret", "because");
  }

  private static void hold(LaidRule rule) {
    database.transact(em -> new Floodgate(em, "ada").holdWaiting(rule.id(), 0, 10, Instant.now()));
  }

  @Test
  void whatARuleHoldsAndLetsGoStandsThere() {
    long id = QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    LaidRule rule = lay(new WantedHold("", "one.example", "", "x").toRule());
    hold(rule);
    database.transact(em -> new Floodgate(em, "ada").release(rule.id(), 10, Instant.now()));
    List<RecipientStep> steps = steps(id, true);
    assertThat(steps)
        .extracting(step -> step.state() + " " + step.cause() + " " + step.why())
        .containsExactly(
            "QUEUED INTAKE ",
            "HELD RULE hold to one.example (because)",
            "QUEUED RULE hold to one.example (because)");
  }

  @Test
  void newWaitsCountForWhatWaitsAndSaySo() {
    long id = QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "b@two.example");
    Instant failed = TRIED;
    unreached(failed);
    LaidRule rule = lay(new WantedRetry("one.example", "CONNECTION", "2h", "x").toRule());
    assertThat(apply(rule, failed)).isEqualTo(1);
    Instant due = QueueSamples.due(database, ids().get(0));
    assertThat(due).isBetween(failed.plusSeconds(6_000), failed.plusSeconds(8_400));
    assertThat(QueueSamples.due(database, ids().get(1)))
        .isBefore(failed.plus(Duration.ofMinutes(11)));
    RecipientStep last = steps(id, true).get(2);
    assertThat(last.state()).isEqualTo(RecipientState.DEFERRED);
    assertThat(last.next()).isEqualTo(due);
    assertThat(last.why()).isEqualTo("retry one.example after CONNECTION in 2h (because)");
    List<?> audit =
        database.inTransaction(
            em ->
                em.createNativeQuery(
                        "select value_after from audit_entry where action = 'new-waits'")
                    .getResultList());
    assertThat(audit).isEqualTo(List.of("1 by retry one.example after CONNECTION in 2h"));
  }

  @Test
  void newWaitsLeaveAloneWhatTheyAreNotFor() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "b@one.example");
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "c@one.example");
    Instant failed = TRIED;
    unreached(failed);
    operator(operator -> operator.hold(ids().subList(0, 1), ""));
    database.transact(
        em ->
            new Postponement(em, new AuditLog(em, "ada"), Duration.ofDays(5), failed, Events.NONE)
                .schedule(ids().subList(1, 2), failed.plusSeconds(90_000), "then"));
    LaidRule other = lay(new WantedRetry("one.example", "GREYLISTED", "2h", "x").toRule());
    assertThat(apply(other, failed)).as("another kind of failure").isZero();
    LaidRule all = lay(new WantedRetry("*", "", "2h", "x").toRule());
    LaidRule own = lay(new WantedRetry("one.example", "", "3h", "x").toRule());
    assertThat(apply(all, failed)).as("another rule counts more").isZero();
    assertThat(apply(own, failed)).as("held, given a time, waiting").isEqualTo(1);
    assertThat(apply(own, failed.plus(Duration.ofDays(1)))).as("due already").isZero();
  }

  @Test
  void noNewWaitIsLongerThanTheMessageLivesOrInThePast() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    Instant failed = QueueSamples.expiry().minus(Duration.ofHours(1));
    unreached(failed);
    LaidRule late = lay(new WantedRetry("one.example", "", "7d", "x").toRule());
    assertThat(apply(late, failed)).isEqualTo(1);
    assertThat(QueueSamples.due(database, ids().get(0))).isEqualTo(QueueSamples.expiry());
    LaidRule soon = lay(new WantedRetry("one.example", "", "1s", "x").toRule());
    Instant now = failed.plus(Duration.ofMinutes(10));
    assertThat(apply(soon, now)).isEqualTo(1);
    assertThat(QueueSamples.due(database, ids().get(0))).isEqualTo(now);
  }

  private static int apply(LaidRule rule, Instant now) {
    return database.<Integer>inTransaction(
        em ->
            new Floodgate(em, "ada")
                .applyWaits(
                    rule.id(), 0, 10, new DeferredMail(em, OperatorTest.SETTINGS.queue(), now))
                .changed());
  }
}
