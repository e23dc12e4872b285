package org.sealpost.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.queue.QueueDatabase;

/** What is kept by the minute, and under which names. */
final class FigureTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private static QueueDatabase database;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sealpost_smtp_command, verb=DATA code=250, accepted",
    "sealpost_smtp_command, verb=BDAT code=250, accepted",
    "sealpost_smtp_command, verb=DATA code=354, ''",
    "sealpost_smtp_command, verb=MAIL code=250, ''",
    "sealpost_delivery_recipients, outcome=relayed, relayed",
    "sealpost_delivery_deferred, subject=4, reason.4",
    "sealpost_delivery_hosts, requirement=default mechanism=dane result=took, tls.dane",
    "sealpost_delivery_hosts, requirement=default mechanism=none result=may-heal, ''",
    "sealpost_delivery_hosts, requirement=required mechanism=pkix result=took, tls.pkix"
        + " requiretls.took",
    "sealpost_delivery_hosts, requirement=required mechanism=pkix result=lacks-requiretls,"
        + " requiretls.lacks-requiretls",
    "sealpost_queue_recipients, state=held, ''"
  })
  void namesFigures(String metric, String tags, String figures) {
    Tag[] all =
        List.of(tags.split(" ", -1)).stream()
            .map(tag -> new Tag(tag.split("=", -1)[0], tag.split("=", -1)[1]))
            .toArray(Tag[]::new);
    assertThat(String.join(" ", Figure.of(new MetricID(metric, all)))).isEqualTo(figures);
  }

  @Test
  void givesOnlyWhatHasComeSince() {
    Counted relayed = new Counted();
    MetricID id = new MetricID("sealpost_delivery_recipients", new Tag("outcome", "relayed"));
    relayed.inc(3);
    CountedSoFar counted = new CountedSoFar(() -> Map.of(id, relayed));
    assertThat(counted.more()).isEmpty();
    relayed.inc(2);
    assertThat(counted.more()).isEqualTo(Map.of("relayed", 2L));
    assertThat(counted.more()).isEmpty();
  }

  @Test
  void severalNodesAddToTheSameMinuteAndOldOnesGo() {
    in(table -> table.add(NOON.minus(MinuteTable.KEPT), Map.of("relayed", 1L)));
    in(table -> table.add(NOON.plusSeconds(59), Map.of("relayed", 3L, "deferred", 1L)));
    in(table -> table.add(NOON.plusSeconds(1), Map.of("relayed", 4L)));
    in(table -> table.add(NOON.plusSeconds(61), Map.of("relayed", 5L)));
    List<MinuteTable.Row> rows =
        database.inTransaction(em -> new MinuteTable(em).since(Instant.EPOCH));
    assertThat(rows)
        .containsExactly(
            new MinuteTable.Row(NOON, "deferred", 1),
            new MinuteTable.Row(NOON, "relayed", 7),
            new MinuteTable.Row(NOON.plus(Duration.ofMinutes(1)), "relayed", 5));
  }

  private static void in(Consumer<MinuteTable> work) {
    database.<Integer>inTransaction(
        em -> {
          work.accept(new MinuteTable(em));
          return 0;
        });
  }

  private static final class Counted implements Counter {
    private long count;

    @Override
    public void inc() {
      count++;
    }

    @Override
    public void inc(long more) {
      count += more;
    }

    @Override
    public long getCount() {
      return count;
    }
  }
}
