package org.sealpost.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts at the same time a host bears, learnt from how it behaves: half as many when it
 * falters, one more after as many good ends as there may be attempts; never none, so that one probe
 * finds out when it has recovered. Not thread-safe.
 */
final class HostFeedback {
  private int limit = Integer.MAX_VALUE;
  private int good;
  private @Nullable Instant cutAt;
  private @Nullable String why;

  /**
   * How many there may be now.
   *
   * @param most as configured
   */
  int limit(int most) {
    return Math.min(limit, most);
  }

  /** When it last had fewer; null where it never had, or has recovered. */
  @Nullable Instant cutAt() {
    return cutAt;
  }

  /** What made it fewer; null with {@link #cutAt}. */
  @Nullable String why() {
    return why;
  }

  /**
   * The host faltered in an attempt.
   *
   * @param start when the attempt began: those that began before the last cut were too many
   *     already, and tell nothing about the fewer that there may be since
   */
  void faltered(Instant start, Instant now, int most, String what) {
    good = 0;
    if (cutAt != null && !start.isAfter(cutAt)) {
      return;
    }
    limit = Math.max(1, limit(most) / 2);
    cutAt = now;
    why = what;
  }

  /** The host did well in an attempt that began after the last cut. */
  void didWell(Instant start, int most) {
    if (cutAt == null || !start.isAfter(cutAt)) {
      return;
    }
    good++;
    if (good >= limit) {
      good = 0;
      limit++;
    }
    if (limit >= most) {
      limit = Integer.MAX_VALUE;
      cutAt = null;
      why = null;
    }
  }
}
