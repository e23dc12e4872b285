package org.sealpost.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Writes what has been seen, in batches; to be run every second, never twice at a time. */
public final class SightingWriter implements Runnable {
  private static final int AT_ONCE = 100;
  private static final int MOST_BATCHES = 20;
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(6);

  private final SightingBuffer buffer;
  private final History history;
  private final InstantSource clock;
  private Instant nextSweep = Instant.MIN;

  /** Writes from there to that. */
  public SightingWriter(SightingBuffer buffer, History history, InstantSource clock) {
    this.buffer = buffer;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public void run() {
    long dropped = buffer.takeDropped();
    if (dropped > 0) {
      HistoryLog.dropped(dropped);
    }
    boolean goesOn = true;
    for (int i = 0; i < MOST_BATCHES && goesOn; i++) {
      List<Sighting> batch = buffer.take(AT_ONCE);
      goesOn = !batch.isEmpty() && write(batch);
    }
    sweep();
  }

  private boolean write(List<Sighting> batch) {
    try {
      history.record(batch).forEach(HistoryLog::weaker);
      return true;
    } catch (RuntimeException failure) { // would end the schedule for good
      buffer.forget(batch);
      HistoryLog.notWritten(batch.size(), failure);
      return false;
    }
  }

  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    nextSweep = now.plus(BETWEEN_SWEEPS);
    try {
      history.removeOld(now);
    } catch (RuntimeException failure) {
      HistoryLog.notWritten(0, failure);
    }
  }
}
