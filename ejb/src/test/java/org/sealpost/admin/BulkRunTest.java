package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.delivery.RouteChoice;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.queue.RecipientState;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/** What is done with everything a filter lets through: how far, and what stands in the log. */
final class BulkRunTest {
  private static final QueueFilter ONE = new QueueFilter("one.example", null, null, true, null);

  private static final Originator ADA = new Originator("ada", Door.REST, "nightly");

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
  }

  @Test
  void doesItForAllThatMatchedAndForNothingThatArrivedLater() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example", "b@two.example");
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "c@one.example");
    BulkScope scope = scope(ONE);
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "later@one.example");
    BulkRun run = run(scope, new BulkAction.Hold("storm"));
    assertThat(run.progress())
        .returns(2L, BulkProgress::total)
        .returns(2L, BulkProgress::seen)
        .returns(2L, BulkProgress::changed)
        .returns(100, BulkProgress::percent)
        .returns(BulkProgress.State.DONE, BulkProgress::state)
        .returns("domain=one.example", BulkProgress::filter);
    assertThat(paths(RecipientState.HELD)).containsExactly("c@one.example", "a@one.example");
    assertThat(audit())
        .extracting(AuditRow::action, AuditRow::actor, AuditRow::door, AuditRow::token)
        .containsOnly(tuple("hold", "ada", "REST", "nightly"))
        .hasSize(2);
  }

  @Test
  void goesThroughMoreThanOnePageAndStatesThatChangeUnderIt() {
    int many = BulkRun.PAGE + BulkRun.CHUNK + 1;
    String[] paths =
        IntStream.range(0, many).mapToObj(i -> "r" + i + "@one.example").toArray(String[]::new);
    QueueSamples.insert(database, TlsRequirement.DEFAULT, paths);
    // Its own work takes the recipients out of the filter; the keys lead on all the same.
    QueueFilter queued = new QueueFilter("one.example", null, RecipientState.QUEUED, false, null);
    BulkRun run = run(scope(queued), new BulkAction.Delete("a test of size"));
    assertThat(run.progress().changed()).isEqualTo(many);
    assertThat(scope(queued).count()).isZero();
  }

  @Test
  void finishedRecipientsAreNeverCounted() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    run(scope(ONE), new BulkAction.Delete("x"));
    assertThat(scope(new QueueFilter(null, null, null, false, null)))
        .isEqualTo(new BulkScope(new QueueFilter(null, null, null, false, null), 0, 0));
  }

  @Test
  void stopsBetweenChunksWhenCancelled() {
    List<BulkRun> self = new ArrayList<>();
    List<List<Long>> chunks = new ArrayList<>();
    BulkSteps steps =
        new BulkSteps() {
          @Override
          public List<Long> page(BulkScope scope, long after, int most) {
            return LongStream.rangeClosed(after + 1, Math.min(scope.upTo(), after + most))
                .boxed()
                .toList();
          }

          @Override
          public int run(Originator originator, BulkAction action, List<Long> ids) {
            chunks.add(ids);
            if (chunks.size() == 2) {
              self.get(0).cancel();
            }
            return ids.size() - 1;
          }
        };
    BulkScope scope = new BulkScope(ONE, 100_000, 100_000);
    self.add(made(scope, new BulkAction.Retry(), steps));
    self.get(0).run();
    assertThat(chunks).hasSize(2).allSatisfy(ids -> assertThat(ids).hasSize(BulkRun.CHUNK));
    assertThat(self.get(0).progress())
        .returns(BulkProgress.State.CANCELLED, BulkProgress::state)
        .returns(1000L, BulkProgress::seen)
        .returns(998L, BulkProgress::changed)
        .returns(1, BulkProgress::percent);
  }

  @Test
  void saysThatItBrokeOff() {
    BulkSteps broken =
        new BulkSteps() {
          @Override
          public List<Long> page(BulkScope scope, long after, int most) {
            throw new IllegalStateException("no database");
          }

          @Override
          public int run(Originator originator, BulkAction action, List<Long> ids) {
            return 0;
          }
        };
    BulkRun run = made(new BulkScope(ONE, 1, 1), new BulkAction.Retry(), broken);
    run.run();
    assertThat(run.progress().state()).isEqualTo(BulkProgress.State.BROKEN);
    assertThat(run.progress().ended()).isNotNull();
  }

  @Test
  void changesTheRequirementOfEachMessageOnce() {
    QueueSamples.insert(database, TlsRequirement.REQUIRED, "a@one.example", "b@one.example");
    BulkRun run =
        run(scope(ONE), new BulkAction.ChangeRequirement(TlsRequirement.OPTIONAL, "asked for"));
    assertThat(run.progress().changed()).isEqualTo(1);
    assertThat(audit()).hasSize(1);
    assertThat(audit().get(0).reason()).isEqualTo("asked for");
  }

  @Test
  void refusesWithoutAReasonWhatCannotBeUndone() {
    assertThatThrownBy(() -> new BulkAction.Delete(" "))
        .isInstanceOf(CommandRefusedException.class);
    assertThatThrownBy(() -> new BulkAction.Fail("")).isInstanceOf(CommandRefusedException.class);
    assertThatThrownBy(() -> new BulkAction.ChangeRequirement(TlsRequirement.DEFAULT, ""))
        .isInstanceOf(CommandRefusedException.class);
    assertThat(new BulkAction.ChangeRequirement(TlsRequirement.REQUIRED, "").reason()).isEmpty();
  }

  @Test
  void postponedMailIsDueThenAndLivesOnFromThere() {
    long id = QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    run(scope(ONE), new BulkAction.Hold(""));
    Instant then = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);
    BulkRun run = run(scope(ONE), new BulkAction.Schedule(then, "after the move"));
    assertThat(run.progress().changed()).isEqualTo(1);
    QueueRow row = rows(RecipientState.QUEUED).get(0);
    assertThat(row.nextAttempt()).isEqualTo(then);
    Instant expires = database.inTransaction(em -> em.find(MessageEntity.class, id).expires());
    assertThat(expires).isAfterOrEqualTo(then.plus(Duration.ofDays(1)));
    AuditRow line = audit().get(0);
    assertThat(line.action()).isEqualTo("schedule");
    assertThat(line.before()).isEqualTo("<a@one.example> HELD");
    assertThat(line.after()).isEqualTo("not before " + then.truncatedTo(ChronoUnit.SECONDS));
    assertThat(line.reason()).isEqualTo("after the move");
  }

  @Test
  void noTimeIsTakenThatHasPassedOrIsAYearAway() {
    Instant now = Instant.now();
    assertThatThrownBy(() -> Postponement.check(now, now))
        .isInstanceOf(CommandRefusedException.class);
    assertThatThrownBy(() -> Postponement.check(now.plus(Duration.ofDays(367)), now))
        .isInstanceOf(CommandRefusedException.class);
    Postponement.check(now.plus(Duration.ofDays(366)), now);
  }

  @Test
  void whatIsPutFirstIsWrittenDownOnceForEachRecipient() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example", "b@one.example");
    BulkAction first = new BulkAction.Prioritise(Urgency.URGENT, "");
    assertThat(run(scope(ONE), first).progress().changed()).isEqualTo(2);
    assertThat(run(scope(ONE), first).progress().changed()).isZero();
    assertThat(audit()).extracting(AuditRow::after).containsExactly("URGENT", "URGENT");
  }

  @Test
  void aRequirementIsTriedAtOnceWhereAsked() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    Instant later = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    run(scope(ONE), new BulkAction.Schedule(later, ""));
    run(scope(ONE), new BulkAction.ChangeRequirement(TlsRequirement.REQUIRED, ""));
    assertThat(rows(RecipientState.QUEUED).get(0).nextAttempt()).isEqualTo(later);
    run(scope(ONE), new BulkAction.ChangeRequirement(TlsRequirement.OPTIONAL, "now", true));
    assertThat(rows(RecipientState.QUEUED).get(0).nextAttempt()).isBefore(later);
  }

  @Test
  void sendsMessagesAnotherWayAndBack() {
    long id =
        QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example", "b@two.example");
    String route = "smtp://relay.example:587?tls=starttls&verify=pkix";
    BulkRun run = run(scope(ONE), new BulkAction.ChangeRoute(route, "their MX is down"));
    assertThat(run.progress().changed()).isEqualTo(1);
    assertThat(route(id)).isEqualTo(route);
    assertThat(audit().get(0))
        .returns("change-route", AuditRow::action)
        .returns("as the settings say", AuditRow::before)
        .returns(route, AuditRow::after);
    assertThat(run(scope(ONE), new BulkAction.ChangeRoute(route, "")).progress().changed())
        .isZero();
    run(scope(ONE), new BulkAction.ChangeRoute("", ""));
    assertThat(route(id)).isNull();
  }

  private static @Nullable String route(long id) {
    return database
        .<Optional<String>>inTransaction(
            em -> Optional.ofNullable(em.find(MessageEntity.class, id).route()))
        .orElse(null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relay.example",
        "smtp://",
        "http://relay.example",
        "smtp://relay.example?tls=maybe",
        "smtp://127.0.0.1?trusted=true",
        "smtp://relay.example?tls=starttls&verify=pkix&user=a&password-file=b"
      })
  void takesNoRouteThatIsNoneOrSignsInOrIsTrusted(String route) {
    assertThatThrownBy(() -> RouteChange.check(route)).isInstanceOf(CommandRefusedException.class);
  }

  @Test
  void takesRoutesOfTheSettingsAndTheMx() {
    RouteChange.check("mx");
    RouteChange.check("");
    RouteChange.check("smtps://relay.example");
    assertThat(RouteChoice.stored(null)).isEqualTo(new RouteChoice.BySettings());
    assertThat(RouteChoice.stored("mx")).isEqualTo(new RouteChoice.ByMx());
    assertThatThrownBy(() -> RouteChoice.stored("no longer a route"))
        .isInstanceOf(IllegalStateException.class);
  }

  private BulkRun run(BulkScope scope, BulkAction action) {
    BulkRun run = made(scope, action, new BulkStepsInDatabase(database));
    run.run();
    return run;
  }

  private static BulkRun made(BulkScope scope, BulkAction action, BulkSteps steps) {
    return new BulkRun(1, new BulkRun.Order(ADA, scope, action), steps, InstantSource.system());
  }

  private static BulkScope scope(QueueFilter filter) {
    return database.inTransaction(em -> new BulkTable(em, filter).scope());
  }

  private static List<String> paths(@Nullable RecipientState state) {
    return rows(state).stream().map(QueueRow::forwardPath).toList();
  }

  private static List<QueueRow> rows(@Nullable RecipientState state) {
    QueueFilter filter = new QueueFilter(null, null, state, false, null);
    return database.inTransaction(em -> new QueueQuery(em, filter).rows(QueueSort.NEWEST, 0, 100));
  }

  private static List<AuditRow> audit() {
    return database.inTransaction(
        em ->
            em.createQuery("select a from AuditEntity a order by a.id desc", AuditEntity.class)
                .getResultStream()
                .map(AuditEntity::toRow)
                .toList());
  }
}
