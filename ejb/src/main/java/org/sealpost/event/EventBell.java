package org.sealpost.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes who sends events when there are some. Thread-safe. */
public final class EventBell {
  private final Semaphore rung = new Semaphore(0);

  /** There is something; never waits. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits until it has rung since it was last waited for, or until the time is over. */
  public void await(Duration time) throws InterruptedException {
    if (rung.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
