package org.sealpost.queue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * How long a recipient waits after each failed attempt (RFC 5321 §4.5.4.1): as the operators have
 * laid it down for its domain and the kind of failure, else as the settings have it. Thread-safe.
 */
public final class RetrySchedule {
  private final List<Duration> waits;
  private final int jitterPercent;
  private final RandomGenerator random;
  private final FlowRules rules;

  /**
   * A schedule.
   *
   * @param waits after the first, second, … attempt where no rule says otherwise; the last one
   *     repeats; not empty
   * @param jitterPercent each wait is changed by up to this much either way, so that messages that
   *     failed together do not come back together
   */
  public RetrySchedule(
      List<Duration> waits, int jitterPercent, RandomGenerator random, FlowRules rules) {
    this.waits = List.copyOf(waits);
    this.jitterPercent = jitterPercent;
    this.random = random;
    this.rules = rules;
  }

  /** A schedule that no rule changes. */
  public RetrySchedule(List<Duration> waits, int jitterPercent, RandomGenerator random) {
    this(waits, jitterPercent, random, FlowRules.NONE);
  }

  /**
   * The wait after an attempt.
   *
   * @param attempts how many attempts have ended, from 1
   */
  public Wait after(int attempts, Domain domain, FailureKind failed) {
    RuledWaits ruled = rules.waits(domain, failed);
    List<Duration> counting = ruled == null ? waits : ruled.waits();
    Duration base = counting.get(Math.min(attempts, counting.size()) - 1);
    long spread = base.toMillis() * jitterPercent / 100;
    return new Wait(
        spread == 0 ? base : base.plusMillis(random.nextLong(-spread, spread + 1)),
        ruled == null ? null : ruled.rule());
  }

  /**
   * A wait.
   *
   * @param rule the key of the rule that says so; null for the settings
   */
  public record Wait(Duration length, @Nullable Long rule) {}
}
