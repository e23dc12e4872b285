package org.sealpost.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;

final class EventTableTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static QueueDatabase database;

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

  private static Event event(int number) {
    return Event.of(EventKind.LOST, NOW).with("number", number);
  }

  private void write(Outbox to, int... numbers) {
    database.transact(
        em -> to.in(em).add(Arrays.stream(numbers).mapToObj(EventTableTest::event).toList()));
  }

  private List<Integer> numbers() {
    return outbox.events().stream().map(one -> one.getInt("number")).toList();
  }

  @Test
  void theKindsAreThoseOfTheSchema() {
    assertThat(Arrays.stream(EventKind.values()).map(EventKind::text))
        .containsExactlyElementsOf(EventSchema.kinds());
  }

  @Test
  void aTransactionIsOneRowAndRowsAreInTheOrderOfTheirCommits() {
    IntStream.range(0, 120).forEach(i -> write(outbox, 2 * i, 2 * i + 1));
    List<EventRow> rows = outbox.oldest(1_000);
    assertThat(rows).hasSize(120).extracting(EventRow::id).isSorted();
    assertThat(numbers()).isEqualTo(IntStream.range(0, 240).boxed().toList());
    assertThat(outbox.events()).extracting(one -> one.getString("id")).doesNotHaveDuplicates();
    assertThat(outbox.oldest(3)).hasSize(3);
  }

  @Test
  void eachNodeSeesItsOwn() {
    Outbox other = new Outbox(database, "other");
    write(outbox, 1);
    write(other, 2);
    assertThat(numbers()).containsExactly(1);
    outbox.remove(outbox.oldest(10));
    assertThat(outbox.oldest(10)).isEmpty();
    assertThat(other.oldest(10)).hasSize(1);
    assertThat(outbox.drop(0)).isEqualTo(EventStore.Dropped.NOTHING);
  }

  @Test
  void theOldestAreDroppedAndToldOfInTheirPlace() {
    IntStream.range(0, 10).forEach(i -> write(outbox, 100 + i, 200 + i));
    assertThat(outbox.drop(10)).isEqualTo(EventStore.Dropped.NOTHING);
    assertThat(outbox.drop(4)).isEqualTo(new EventStore.Dropped(14, false));
    assertThat(numbers()).containsExactly(14, 107, 207, 108, 208, 109, 209);
    write(outbox, 110);
    assertThat(outbox.drop(4))
        .as("what was dropped before counts once")
        .isEqualTo(new EventStore.Dropped(2, false));
    assertThat(numbers()).containsExactly(16, 108, 208, 109, 209, 110);
    assertThat(outbox.oldest(1).get(0).lost()).isEqualTo(16);
  }

  @Test
  void whatHasBecomeTheMarkOfAGapIsToldAlthoughItWasSentBefore() {
    IntStream.range(0, 4).forEach(i -> write(outbox, 100 + i));
    List<EventRow> sending = outbox.oldest(10);
    outbox.drop(2);
    outbox.remove(sending);
    assertThat(numbers()).containsExactly(3);
    List<EventRow> mark = outbox.oldest(10);
    IntStream.range(4, 7).forEach(i -> write(outbox, 100 + i));
    outbox.drop(2);
    outbox.remove(mark);
    assertThat(numbers()).as("a mark that tells of more is another").startsWith(5);
    outbox.remove(outbox.oldest(10));
    assertThat(outbox.oldest(10)).isEmpty();
  }

  @Test
  void textsOfPeersAreCutAndOnOneLine() {
    Event event =
        Event.of(EventKind.FAILED, NOW).with("reply", "550 no\r\nX: y" + "x".repeat(5_000));
    JsonObject json = event.json("1");
    assertThat(json.getString("reply")).startsWith("550 no??X: y").hasSize(Event.MOST_TEXT);
  }
}
