package org.sealpost.queue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long a recipient waits after each failed attempt (RFC 5321 §4.5.4.1). Thread-safe. */
public final class RetrySchedule {
  private final List<Duration> waits;
  private final int jitterPercent;
  private final RandomGenerator random;

  /**
   * A schedule.
   *
   * @param waits after the first, second, … attempt; the last one repeats; not empty
   * @param jitterPercent each wait is changed by up to this much either way, so that messages that
   *     failed together do not come back together
   */
  public RetrySchedule(List<Duration> waits, int jitterPercent, RandomGenerator random) {
    this.waits = List.copyOf(waits);
    this.jitterPercent = jitterPercent;
    this.random = random;
  }

  /**
   * The wait after an attempt.
   *
   * @param attempts how many attempts have ended, from 1
   */
  public Duration waitAfter(int attempts) {
    Duration base = waits.get(Math.min(attempts, waits.size()) - 1);
    long spread = base.toMillis() * jitterPercent / 100;
    return spread == 0 ? base : base.plusMillis(random.nextLong(-spread, spread + 1));
  }
}
