package org.sealpost.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sealpost.delivery.DeliveryResult;

/**
 * Records ended attempts. They come from many threads and are written by one, as many in a
 * transaction as have come since the last: under load the cost of a commit is shared, at rest
 * nobody waits. An outcome is never thrown away: where the database fails, the same rows are tried
 * again until it works, and callers of {@link #add} wait.
 *
 * <p>Thread-safe.
 */
final class Recorder implements Runnable {
  private static final int WAITING = 1_000;
  private static final int AT_ONCE = 100;
  private static final long RETRY_MILLIS = 1_000;

  private final Ledger ledger;
  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final Runnable afterNotification;
  private final BlockingQueue<List<Ended>> waiting = new ArrayBlockingQueue<>(WAITING);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean stopping;

  /**
   * A recorder; {@link #run} does the writing.
   *
   * @param afterNotification called when recording has put a new message into the queue
   */
  Recorder(Ledger ledger, RetrySchedule schedule, InstantSource clock, Runnable afterNotification) {
    this.ledger = ledger;
    this.schedule = schedule;
    this.clock = clock;
    this.afterNotification = afterNotification;
  }

  /** Hands over an ended attempt; waits while too many are not yet written. */
  void add(Claimed claimed, DeliveryResult result) {
    List<Ended> ended = Ended.of(claimed, result, schedule, clock.instant());
    boolean interrupted = false;
    while (true) {
      try {
        waiting.put(ended);
        break;
      } catch (InterruptedException later) {
        interrupted = true; // the outcome goes first: losing it would send the message twice
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      List<List<Ended>> batch = new ArrayList<>(AT_ONCE);
      while (!(stopping && waiting.isEmpty())) {
        List<Ended> first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, AT_ONCE - 1);
          record(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  private void record(List<List<Ended>> batch) throws InterruptedException {
    if (!tryToRecord(batch)) {
      // One row that cannot be written must not keep the others from being written.
      for (List<Ended> one : batch) {
        while (!tryToRecord(List.of(one))) {
          if (stopping) {
            return; // the lease ends and the message is tried again: a double, not a loss
          }
          TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
      }
    }
  }

  private boolean tryToRecord(List<List<Ended>> batch) {
    try {
      List<Ended> rows = batch.stream().flatMap(List::stream).toList();
      if (ledger.record(rows)) {
        afterNotification.run();
      }
      return true;
    } catch (RuntimeException failure) {
      QueueLog.recordFailed(batch.size(), failure);
      return false;
    }
  }

  /** Writes what has come, then ends; false where that took longer than the patience. */
  boolean stop(Duration patience) throws InterruptedException {
    stopping = true;
    return finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
