package org.sealpost.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts for one recipient domain, by rules and settings together.
 *
 * @param paused whether nothing is attempted there
 * @param connections how many at the same time from each node
 * @param perMinute how many begin in a minute from each node; null for no limit
 * @param waits the waits after each kind of failure, and whether a rule says so
 */
public record FlowEffect(
    boolean paused, int connections, @Nullable Integer perMinute, Map<String, Wait> waits) {
  /**
   * Waits.
   *
   * @param text for example {@code 5m, 15m, 1h}
   * @param byRule false where they are those of the settings
   */
  public record Wait(String text, boolean byRule) {}
}
