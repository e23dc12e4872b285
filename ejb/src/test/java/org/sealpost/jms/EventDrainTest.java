package org.sealpost.jms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealpost.event.Event;
import org.sealpost.event.EventBell;
import org.sealpost.event.EventKind;
import org.sealpost.event.EventRow;
import org.sealpost.event.EventStore;
import org.sealpost.event.Outbox;
import org.sealpost.queue.QueueDatabase;

/** What leaves the outbox for a broker that fails in every way. */
@Timeout(60)
final class EventDrainTest {
  private static final Duration WAIT = Duration.ofMillis(1);

  private static QueueDatabase database;

  private final DyingBroker broker = new DyingBroker();
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

  /** Takes what was committed; fails at some calls. */
  private static final class DyingBroker {
    private final List<JsonObject> taken = new ArrayList<>();
    private int calls;
    private int failsEvery = Integer.MAX_VALUE;
    private boolean answersLost;

    private void call() {
      calls++;
      if (calls % failsEvery == 0) {
        throw new IllegalStateException("the broker has died");
      }
    }

    private EventSession open() {
      if (!answersLost) {
        call();
      }
      return new EventSession() {
        private final List<JsonObject> uncommitted = new ArrayList<>();

        @Override
        public void send(EventRow row) {
          if (!answersLost) {
            call();
          }
          uncommitted.addAll(row.events());
        }

        @Override
        public void commit() {
          if (!answersLost) {
            call();
          }
          taken.addAll(uncommitted);
          uncommitted.clear();
          if (answersLost) {
            call();
          }
        }

        @Override
        public void close() {
          if (failsEvery < Integer.MAX_VALUE) {
            throw new IllegalStateException("nor does it close");
          }
        }
      };
    }

    private List<Integer> numbers() {
      return taken.stream().map(one -> one.getInt("number")).toList();
    }

    private List<Integer> numbersOnce() {
      List<String> ids = new ArrayList<>();
      return taken.stream()
          .filter(one -> !ids.contains(one.getString("id")) && ids.add(one.getString("id")))
          .map(one -> one.getInt("number"))
          .toList();
    }
  }

  private void write(int from, int to) {
    IntStream.range(from, to)
        .forEach(
            i ->
                database.transact(
                    em ->
                        outbox
                            .in(em)
                            .add(
                                List.of(
                                    Event.of(EventKind.LOST, Instant.now()).with("number", i)))));
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  /** Sends what is there, then ends. */
  private void drain(EventStore store) {
    new EventDrain(store, broker::open, new EventBell(), false, new CountDownLatch(1), WAIT).run();
  }

  @Test
  void sendsEverythingOnceAndInOrderAndForgetsIt() {
    write(0, 130);
    drain(outbox);
    assertThat(broker.numbers()).isEqualTo(upTo(130));
    assertThat(outbox.oldest(10)).isEmpty();
  }

  @Test
  void losesNothingAndKeepsTheOrderWhateverTheBrokerRefuses() {
    write(0, 130);
    for (int every : List.of(61, 53)) {
      broker.failsEvery = every;
      drain(outbox);
      assertThat(broker.numbers()).isEqualTo(upTo(130));
      broker.taken.clear();
      write(0, 130);
    }
  }

  @Test
  void aDoubleHasTheIdOfTheFirst() {
    write(0, 130);
    broker.answersLost = true;
    broker.failsEvery = 2;
    drain(outbox);
    assertThat(broker.numbers()).hasSizeGreaterThan(130);
    assertThat(broker.numbersOnce()).isEqualTo(upTo(130));
  }

  @Test
  void aDatabaseThatDoesNotDeleteMakesNoDoubles() {
    write(0, 60);
    List<String> calls = new ArrayList<>();
    EventStore failing =
        new EventStore() {
          @Override
          public List<EventRow> oldest(int most) {
            calls.add("oldest");
            return outbox.oldest(most);
          }

          @Override
          public void remove(List<EventRow> sent) {
            calls.add("remove");
            if (calls.size() % 3 == 0) {
              throw new IllegalStateException("no database");
            }
            outbox.remove(sent);
          }

          @Override
          public Dropped drop(long most) {
            throw new AssertionError();
          }
        };
    drain(failing);
    assertThat(broker.numbers()).isEqualTo(upTo(60));
    assertThat(calls).filteredOn("remove"::equals).hasSizeGreaterThan(3);
  }

  @Test
  void isWokenAndEndsWhenItIsStopped() throws Exception {
    EventBell bell = new EventBell();
    CountDownLatch stopping = new CountDownLatch(1);
    Thread thread =
        new Thread(new EventDrain(outbox, broker::open, bell, true, stopping, WAIT), "drain");
    thread.start();
    write(0, 3);
    bell.ring();
    for (int i = 0; i < 500 && !outbox.oldest(1).isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    stopping.countDown();
    bell.ring();
    thread.join();
    assertThat(broker.numbers()).isEqualTo(upTo(3));
    assertThat(outbox.oldest(1)).isEmpty();
  }

  @Test
  void whileTheBrokerIsGoneTheOutboxKeepsItsBoundAndTellsTheGapAfterwards() {
    write(0, 40);
    while (outbox.drop(10).more()) {
      // The rest in transactions of their own.
    }
    drain(outbox);
    assertThat(broker.numbers()).hasSize(10).startsWith(31, 31).endsWith(39);
  }
}
