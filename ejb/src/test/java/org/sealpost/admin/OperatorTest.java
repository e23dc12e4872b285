package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.event.Events;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.queue.RecipientState;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/** What an operator can do, what stands in the audit log of it, and what the lists show. */
final class OperatorTest {
  static final Settings SETTINGS =
      SettingsReader.read(Path.of("data").toAbsolutePath(), key -> Optional.empty(), List.of());

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
  void weakeningNeedsAReasonAndIsAudited() {
    long id = QueueSamples.insert(database, TlsRequirement.REQUIRED, "a@one.example");
    assertThatThrownBy(() -> change(id, TlsRequirement.OPTIONAL, " "))
        .isInstanceOf(CommandRefusedException.class);
    assertThat(change(id, TlsRequirement.OPTIONAL, "the recipient asked for it")).isEqualTo(1);
    AuditRow row = audit().get(0);
    assertThat(row.actor()).isEqualTo("ada");
    assertThat(row.action()).isEqualTo("change-requirement");
    assertThat(row.before()).isEqualTo("REQUIRED");
    assertThat(row.after()).isEqualTo("OPTIONAL");
    assertThat(row.reason()).isEqualTo("the recipient asked for it");
    assertThat(row.messageId()).isEqualTo(id);
    assertThat(audit()).hasSize(1);
  }

  @Test
  void strengtheningNeedsNoReason() {
    long id = QueueSamples.insert(database, TlsRequirement.OPTIONAL, "a@one.example");
    assertThat(change(id, TlsRequirement.REQUIRED, "")).isEqualTo(1);
    assertThat(change(id, TlsRequirement.REQUIRED, "")).isZero();
    assertThat(change(4711, TlsRequirement.REQUIRED, "")).isZero();
    assertThat(audit()).hasSize(1);
  }

  @Test
  void heldMailWaitsUntilItIsReleased() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    List<Long> ids = ids();
    assertThat(as(operator -> operator.hold(ids, ""))).isEqualTo(1);
    assertThat(states()).containsExactly(RecipientState.HELD);
    assertThat(as(operator -> operator.retryNow(ids, ""))).isZero();
    assertThat(as(operator -> operator.release(ids, ""))).isEqualTo(1);
    assertThat(states()).containsExactly(RecipientState.QUEUED);
    assertThat(audit()).extracting(AuditRow::action).containsExactly("release", "hold");
  }

  @Test
  @Tag("rfc4865-4.2")
  void aReleaseKeepsTheTimeThatTheSenderAskedForAndSaysSo() {
    Instant later = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.DAYS);
    QueueSamples.insertNotBefore(database, later, "kept@one.example");
    List<Long> ids = ids();
    assertThat(as(operator -> operator.hold(ids, ""))).isEqualTo(1);
    assertThat(as(operator -> operator.release(ids, ""))).isEqualTo(1);
    AuditRow line = audit().get(0);
    assertThat(line.action()).isEqualTo("release");
    assertThat(line.before()).isEqualTo("<kept@one.example> HELD");
    assertThat(line.after()).isEqualTo("QUEUED");
    assertThat(line.reason()).isEqualTo("not before " + later + ", as its sender wants");
    assertThat(QueueSamples.due(database, ids.get(0))).isEqualTo(later);
  }

  @Test
  void theAuditLogSaysWhyWhereSomebodySaid() {
    Instant later = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.DAYS);
    QueueSamples.insertNotBefore(database, later, "kept@one.example");
    List<Long> ids = ids();
    as(operator -> operator.prioritise(ids, Urgency.URGENT, " the board's "));
    as(operator -> operator.hold(ids, "a storm"));
    as(operator -> operator.release(ids, "the storm is over"));
    as(operator -> operator.retryNow(ids, "they called"));
    as(operator -> operator.hold(ids, " "));
    assertThat(audit())
        .extracting(AuditRow::action, AuditRow::reason)
        .containsExactly(
            tuple("hold", null),
            tuple("retry", "they called"),
            tuple("release", "the storm is over; not before " + later + ", as its sender wants"),
            tuple("hold", "a storm"),
            tuple("prioritise", "the board's"));
  }

  @Test
  void deletedMailIsDroppedWithoutAWord() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    List<Long> ids = ids();
    assertThat(as(operator -> operator.delete(ids, "spam"))).isEqualTo(1);
    assertThat(states()).containsExactly(RecipientState.DROPPED);
    assertThat(as(operator -> operator.delete(ids, "again"))).isZero();
  }

  @Test
  void failedMailTellsTheSender() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    List<Long> ids = ids();
    assertThat(as(operator -> operator.fail(ids, "no"))).isEqualTo(1);
    List<QueueRow> rows = rows(QueueFilter.ALL);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).reversePath()).isEmpty();
    assertThat(rows.get(0).forwardPath()).isEqualTo("sender@example.org");
    assertThat(rows.get(1).state()).isEqualTo(RecipientState.FAILED);
  }

  @Test
  void aHoldOfWhatANodeWorksOnIsKeptAndCanBeTakenBack() {
    QueueSamples.insertLeased(database, "a@one.example");
    List<Long> ids = ids();
    assertThat(as(operator -> operator.release(ids, ""))).isZero();
    assertThat(as(operator -> operator.hold(ids, "wait"))).isEqualTo(1);
    assertThat(as(operator -> operator.hold(ids, "wait"))).isZero();
    assertThat(states()).containsExactly(RecipientState.DELIVERING);
    assertThat(as(operator -> operator.release(ids, "go on"))).isEqualTo(1);
    assertThat(audit())
        .extracting(AuditRow::action, AuditRow::before, AuditRow::after)
        .containsExactly(
            tuple("release", "<a@one.example> HELD", "DELIVERING"),
            tuple("hold", "<a@one.example> DELIVERING", "HELD"));
  }

  @Test
  void whatIsBeingDeliveredIsLeftAlone() {
    QueueSamples.insertLeased(database, "a@one.example");
    List<Long> ids = ids();
    assertThat(as(operator -> operator.delete(ids, "x"))).isZero();
    assertThat(as(operator -> operator.fail(ids, "x"))).isZero();
    assertThat(states()).containsExactly(RecipientState.DELIVERING);
  }

  @Test
  void prioritisesWhatWaitsAndWritesItDown() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
    List<Long> ids =
        database.inTransaction(
            em -> em.createQuery("select r.id from RecipientEntity r", Long.class).getResultList());
    assertThat(as(operator -> operator.prioritise(ids, Urgency.URGENT, ""))).isEqualTo(1);
    assertThat(as(operator -> operator.prioritise(ids, Urgency.URGENT, ""))).isZero();
    List<?> audit =
        database.inTransaction(
            em ->
                em.createNativeQuery("select action, value_before, value_after from audit_entry")
                    .getResultList());
    assertThat(audit)
        .singleElement()
        .isEqualTo(new Object[] {"prioritise", "<a@one.example> NORMAL", "URGENT"});
  }

  @Test
  void filtersSortsAndCounts() {
    QueueSamples.insert(database, TlsRequirement.REQUIRED, "a@one.example", "b@two.example");
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "100%@two.example");
    assertThat(paths(new QueueFilter("two.example", null, null, false, null)))
        .containsExactly("100%@two.example", "b@two.example");
    assertThat(paths(new QueueFilter(null, TlsRequirement.REQUIRED, null, true, null))).hasSize(2);
    assertThat(paths(new QueueFilter(null, null, null, false, "100%")))
        .containsExactly("100%@two.example");
    assertThat(paths(new QueueFilter(null, null, RecipientState.HELD, false, null))).isEmpty();
    QueueFilter subject = new QueueFilter(" ", null, null, false, "SUBJ");
    assertThat(database.<Matches>inTransaction(em -> new QueueQuery(em, subject).count()))
        .isEqualTo(Matches.exactly(3));
    for (QueueSort.Column column : QueueSort.Column.values()) {
      List<QueueRow> page =
          database.inTransaction(
              em -> new QueueQuery(em, QueueFilter.ALL).rows(new QueueSort(column, true), 1, 1));
      assertThat(page).as(column.name()).hasSize(1);
    }
  }

  private int change(long id, TlsRequirement requirement, String reason) {
    return as(operator -> operator.changeRequirement(id, requirement, reason, true));
  }

  private int as(Function<Operator, Integer> work) {
    return database.inTransaction(
        em ->
            work.apply(
                new Operator(em, news -> {}, SETTINGS, new AuditLog(em, "ada"), Events.NONE)));
  }

  private List<Long> ids() {
    return rows(QueueFilter.ALL).stream().map(QueueRow::recipientId).toList();
  }

  private List<RecipientState> states() {
    return rows(QueueFilter.ALL).stream().map(QueueRow::state).toList();
  }

  private List<String> paths(QueueFilter filter) {
    return rows(filter).stream().map(QueueRow::forwardPath).toList();
  }

  private List<QueueRow> rows(QueueFilter filter) {
    return database.inTransaction(em -> new QueueQuery(em, filter).rows(QueueSort.NEWEST, 0, 50));
  }

  private List<AuditRow> audit() {
    return database.inTransaction(
        em ->
            em.createQuery("select a from AuditEntity a order by a.id desc", AuditEntity.class)
                .getResultStream()
                .map(AuditEntity::toRow)
                .toList());
  }
}
