package org.sealpost.jms;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealpost.event.EventBell;
import org.sealpost.event.EventRow;
import org.sealpost.event.EventStore;

/**
 * Sends what is in the outbox, in order: some rows in a transaction of the broker, which are
 * deleted when it has committed. Where the process dies between the two they go out once more, with
 * the same ids. Runs until it is stopped; where the broker or the database is gone it waits for it,
 * longer and longer.
 */
final class EventDrain implements Runnable {
  private static final int ROWS_AT_ONCE = 50;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final EventStore store;
  private final Supplier<EventSession> broker;
  private final EventBell bell;
  private final boolean fed;
  private final CountDownLatch stopping;
  private final Duration firstWait;

  // Its own thread alone touches these.
  private @Nullable EventSession session;
  private List<EventRow> sent = List.of();
  private Duration wait;
  private boolean isTold;

  /**
   * Not running yet.
   *
   * @param broker opens a session; throws where it cannot
   * @param fed whether there may be more; else it ends when nothing is left
   * @param stopping open as long as it shall run
   * @param firstWait before something that failed is tried again, the first time
   */
  EventDrain(
      EventStore store,
      Supplier<EventSession> broker,
      EventBell bell,
      boolean fed,
      CountDownLatch stopping,
      Duration firstWait) {
    this.store = store;
    this.broker = broker;
    this.bell = bell;
    this.fed = fed;
    this.stopping = stopping;
    this.firstWait = firstWait;
    this.wait = firstWait;
  }

  @Override
  public void run() {
    try {
      boolean goesOn = true;
      while (goesOn && stopping.getCount() > 0) {
        goesOn = drain();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** One step; returns whether there may be another. */
  private boolean drain() throws InterruptedException {
    List<EventRow> rows;
    try {
      // First of all: what is not deleted would go out again and again.
      store.remove(sent);
      sent = List.of();
      rows = store.oldest(ROWS_AT_ONCE);
    } catch (RuntimeException databaseFailed) {
      JmsLog.outboxFailed(databaseFailed);
      await();
      return true;
    }
    if (!rows.isEmpty()) {
      send(rows);
    } else if (fed) {
      bell.await(POLL);
    }
    return fed || !rows.isEmpty();
  }

  private void send(List<EventRow> rows) throws InterruptedException {
    try {
      EventSession open = session == null ? broker.get() : session;
      session = open;
      rows.forEach(open::send);
      open.commit();
      sent = rows;
      wait = firstWait;
      if (isTold) {
        isTold = false;
        JmsLog.eventsGoOut();
      }
    } catch (RuntimeException brokerFailed) { // whatever a provider throws
      if (!isTold) {
        isTold = true;
        JmsLog.eventsWait(brokerFailed);
      }
      close();
      await();
    }
  }

  /** Ends at once where it is stopped. */
  private void await() throws InterruptedException {
    boolean unused = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    Duration longer = wait.multipliedBy(2);
    wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
  }

  private void close() {
    EventSession open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException ignored) {
        // It is given up anyway, and what it had not committed goes out in the next one.
      }
    }
  }
}
