package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final long POLL_MILLIS = 100;

  private final Ledger ledger;
  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final Runnable afterNotification;
  private final BlockingQueue<List<Ended>> waiting = new ArrayBlockingQueue<>(WAITING);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Set<Long> unrecorded = ConcurrentHashMap.newKeySet();

  /** Outcomes that could not be written; the recorder's own thread alone touches these two. */
  private final List<List<Ended>> postponed = new ArrayList<>();

  private Instant nextRetry = Instant.MIN;
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
    ended.forEach(one -> unrecorded.add(one.recipientId()));
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
      while (!(stopping && waiting.isEmpty())) {
        recordNext();
      }
      postponed.removeIf(this::isRecorded);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  private void recordNext() throws InterruptedException {
    if (postponed.size() >= WAITING) {
      // The database takes nothing at all: no more is taken from the callers, who wait.
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      if (stopping) {
        waiting.drainTo(postponed);
      }
    }
    List<List<Ended>> batch = new ArrayList<>(AT_ONCE);
    List<Ended> first =
        postponed.size() >= WAITING ? null : waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      waiting.drainTo(batch, AT_ONCE - 1);
      record(batch);
    }
    Instant now = clock.instant();
    if (!postponed.isEmpty() && !now.isBefore(nextRetry)) {
      nextRetry = now.plusMillis(RETRY_MILLIS);
      postponed.removeIf(this::isRecorded);
    }
  }

  private void record(List<List<Ended>> batch) {
    if (!tryToRecord(batch)) {
      // One row that cannot be written must not keep the others from being written.
      // Nor must a count, which is worth less than any of them.
      batch.stream()
          .map(one -> one.stream().map(Ended::withoutSessions).toList())
          .filter(one -> !isRecorded(one))
          .forEach(postponed::add);
    }
  }

  private boolean isRecorded(List<Ended> one) {
    return tryToRecord(List.of(one));
  }

  private boolean tryToRecord(List<List<Ended>> batch) {
    List<Ended> rows = batch.stream().flatMap(List::stream).toList();
    boolean notified;
    try {
      notified = ledger.record(rows);
    } catch (RuntimeException | Error failure) {
      QueueLog.recordFailed(batch.size(), failure);
      return false;
    }
    rows.forEach(ended -> unrecorded.remove(ended.recipientId()));
    if (notified) {
      afterNotification.run();
    }
    return true;
  }

  /** Recipients whose outcome is known and not yet written: nobody else may try them meanwhile. */
  Set<Long> unrecorded() {
    return Set.copyOf(unrecorded);
  }

  /**
   * Writes what has come, then ends.
   *
   * @return false where that took longer than the patience, or an outcome could not be written
   */
  boolean stop(Duration patience) throws InterruptedException {
    stopping = true;
    return finished.await(patience.toMillis(), TimeUnit.MILLISECONDS) && unrecorded.isEmpty();
  }
}
