package org.sealpost.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers values for a time; the one not asked for longest goes first where there are too many.
 * Thread-safe.
 *
 * @param <K> what is asked
 * @param <V> what was answered
 */
final class AnswerCache<K, V> {
  private final int most;
  private final InstantSource clock;
  private final LinkedHashMap<K, Kept<V>> answers = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most how many values are remembered
   */
  AnswerCache(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  private record Kept<V>(V value, Instant until) {}

  synchronized @Nullable V get(K key) {
    Kept<V> kept = answers.get(key);
    if (kept == null) {
      return null;
    }
    if (clock.instant().isBefore(kept.until())) {
      return kept.value();
    }
    answers.remove(key);
    return null;
  }

  /** Remembers; not at all where the time is zero (RFC 1035 §3.2.1). */
  synchronized void put(K key, V value, Duration keep) {
    if (keep.isZero() || keep.isNegative()) {
      return;
    }
    answers.put(key, new Kept<>(value, clock.instant().plus(keep)));
    Iterator<Map.Entry<K, Kept<V>>> eldest = answers.entrySet().iterator();
    while (answers.size() > most) {
      eldest.next();
      eldest.remove();
    }
  }
}
