package org.sealpost.config;

import java.time.Duration;
import java.util.List;

/**
 * How long mail is tried and kept.
 *
 * @param retrySchedule {@code queue.retry-schedule}: the waits after the first, second, … failed
 *     attempt; the last one repeats; default {@code PT7M30S,PT15M,PT30M,PT1H,PT2H,PT4H,PT8H,PT12H}
 * @param retryJitterPercent {@code queue.retry-jitter-percent}: each wait is changed at random by
 *     up to this much either way, 0 to 50, default 10
 * @param lifetime {@code queue.lifetime}: how long a message is tried before it is given up,
 *     default P5D (RFC 5321 §4.5.4.1)
 * @param delayNotice {@code queue.delay-notice}: after how long without success the sender is told
 *     that it takes longer, default PT4H; zero: never
 * @param finishedRetention {@code queue.finished-retention}: how long finished messages stay to be
 *     looked at, default PT24H
 * @param minFreeOctets {@code queue.min-free-octets}: mail is put off (452) while less than this is
 *     free on the data directory's disk, default 67108864 (64 MiB)
 */
public record QueueSettings(
    List<Duration> retrySchedule,
    int retryJitterPercent,
    Duration lifetime,
    Duration delayNotice,
    Duration finishedRetention,
    long minFreeOctets) {
  /** Copies the schedule. */
  public QueueSettings {
    retrySchedule = List.copyOf(retrySchedule);
  }
}
