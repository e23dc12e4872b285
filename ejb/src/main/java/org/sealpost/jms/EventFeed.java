package org.sealpost.jms;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.event.EventBell;
import org.sealpost.event.EventStore;

/** Feeds the topics of events, from the start of the application to its stop. */
public final class EventFeed {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final EventStore store;
  private final EventBell bell;
  private final long mostRows;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private final EventDrain drain;

  /**
   * Not running yet. Where events are not wanted (any more) it sends what is left and ends.
   *
   * @param connections to the broker; null where there is none: then events wait for one
   */
  public EventFeed(
      Settings settings,
      EventStore store,
      EventBell bell,
      @Nullable ConnectionFactory connections) {
    this.store = store;
    this.bell = bell;
    this.mostRows = settings.jms().mostEvents();
    Supplier<EventSession> broker =
        () -> {
          if (connections == null) {
            throw new IllegalStateException("there is no broker");
          }
          return new EventTopics(connections);
        };
    this.drain = new EventDrain(store, broker, bell, settings.jms().events(), stopping, FIRST_WAIT);
  }

  /** Begins to send. */
  public void start(Executor executor) {
    executor.execute(
        () -> {
          try {
            drain.run();
          } finally {
            running.countDown();
          }
        });
  }

  /** Drops the oldest events where too many wait; to be run from time to time. */
  public void keepBound() {
    try {
      EventStore.Dropped dropped;
      long events = 0;
      do {
        dropped = store.drop(mostRows);
        events += dropped.events();
      } while (dropped.more());
      if (events > 0) {
        JmsLog.eventsDropped(events);
      }
    } catch (RuntimeException failure) { // would end the schedule for good
      JmsLog.outboxFailed(failure);
    }
  }

  /** Ends; what is not sent by then stays in the outbox. */
  public void stop(Duration patience) {
    stopping.countDown();
    bell.ring();
    try {
      if (!running.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        JmsLog.eventsStillGoing();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
