package org.sealpost.queue;

import java.time.Duration;
import java.util.List;

/**
 * The waits that an operator has laid down.
 *
 * @param rule the key of the rule
 * @param waits after the first, second, … failed attempt; the last one repeats; not empty
 */
public record RuledWaits(long rule, List<Duration> waits) {
  /** Copies the list. */
  public RuledWaits {
    waits = List.copyOf(waits);
  }
}
