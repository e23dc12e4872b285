package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.event.Outbox;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.smtp.TlsRequirement;

/** What is told of the commands of operators. */
final class OperatorEventsTest {
  private static QueueDatabase database;

  private Outbox outbox;
  private long message;

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
    message = QueueSamples.insert(database, TlsRequirement.REQUIRED, "a@one.example");
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  private void as(Consumer<Operator> work) {
    database.transact(
        em ->
            work.accept(
                new Operator(
                    em,
                    news -> {},
                    OperatorTest.SETTINGS,
                    new AuditLog(em, "ada"),
                    outbox.in(em))));
  }

  private List<Long> ids() {
    return database.inTransaction(
        em -> em.createQuery("select r.id from RecipientEntity r", Long.class).getResultList());
  }

  @Test
  void aChangeOfTheRequirementSaysWhoAndWhy() {
    as(ada -> ada.changeRequirement(message, TlsRequirement.OPTIONAL, "asked for", true));
    as(ada -> ada.changeRequirement(message, TlsRequirement.OPTIONAL, "again", true));
    assertThat(outbox.kinds()).containsExactly("requirement-changed");
    JsonObject event = outbox.events().get(0);
    assertThat(event.getString("before")).isEqualTo("REQUIRED");
    assertThat(event.getString("requirement")).isEqualTo("OPTIONAL");
    assertThat(event.getString("by")).isEqualTo("ada");
    assertThat(event.getString("why")).isEqualTo("asked for");
  }

  @Test
  void holdsReleasesAndDeletionsAreTold() {
    List<Long> ids = ids();
    as(ada -> ada.hold(ids, ""));
    as(ada -> ada.hold(ids, ""));
    as(ada -> ada.release(ids, ""));
    as(ada -> ada.retryNow(ids, ""));
    as(ada -> ada.delete(ids, "spam"));
    assertThat(outbox.kinds()).containsExactly("held", "released", "dropped");
    assertThat(outbox.events().get(1)).containsKey("nextAttempt");
    assertThat(outbox.events().get(2).getString("why")).isEqualTo("spam");
  }

  @Test
  void whatIsHeldAndGetsATimeIsReleased() {
    List<Long> ids = ids();
    as(ada -> ada.hold(ids, ""));
    Instant now = Instant.now();
    database.transact(
        em ->
            new Postponement(em, new AuditLog(em, "ada"), Duration.ofDays(5), now, outbox.in(em))
                .schedule(ids, now.plusSeconds(3_600), "later"));
    assertThat(outbox.kinds()).containsExactly("held", "released");
  }

  @Test
  void aDeliveryThatAnOperatorEndsHasFailed() {
    as(ada -> ada.fail(ids(), "no"));
    assertThat(outbox.oldest(10)).hasSize(1);
    assertThat(outbox.kinds()).containsExactly("failed", "accepted");
  }
}
