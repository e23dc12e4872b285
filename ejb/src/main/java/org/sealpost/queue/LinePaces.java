package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * When attempts to limited domains began within the last minute. Not thread-safe: the dispatcher's
 * lock guards it.
 */
final class LinePaces {
  static final Duration MINUTE = Duration.ofMinutes(1);

  /** Domains that are remembered before those are forgotten to which nothing went for a minute. */
  private static final int REMEMBERED = 1_000;

  private final Map<String, ArrayDeque<Instant>> begun = new HashMap<>();

  /** Whether one more may begin. */
  boolean admits(String domain, int perMinute, Instant now) {
    ArrayDeque<Instant> starts = begun.get(domain);
    if (starts == null) {
      return true;
    }
    forgetOld(starts, now);
    return starts.size() < perMinute;
  }

  /** One began. */
  void begin(String domain, Instant now) {
    if (begun.size() >= REMEMBERED && !begun.containsKey(domain)) {
      begun.values().forEach(starts -> forgetOld(starts, now));
      begun.values().removeIf(ArrayDeque::isEmpty);
    }
    begun.computeIfAbsent(domain, none -> new ArrayDeque<>()).addLast(now);
  }

  /** The last one that began never ran. */
  void takeBack(String domain) {
    ArrayDeque<Instant> starts = begun.get(domain);
    if (starts != null) {
      starts.pollLast();
    }
  }

  private static void forgetOld(ArrayDeque<Instant> starts, Instant now) {
    Instant before = now.minus(MINUTE);
    while (!starts.isEmpty() && !starts.peekFirst().isAfter(before)) {
      starts.removeFirst();
    }
  }
}
