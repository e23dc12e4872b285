package org.sealpost.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many refused sign-ins may still be recorded: {@value #MOST} in each 24 hours, counted from
 * the first. Safe for many threads; a restart begins anew.
 */
final class RefusalQuota {
  static final int MOST = 1_000;
  static final Duration WINDOW = Duration.ofHours(24);

  /** What a refusal gets. */
  enum Place {
    /** A place, and there are more. */
    FREE,
    /** The last place of this window. */
    LAST,
    /** No place. */
    NONE
  }

  private final InstantSource clock;
  private Instant end = Instant.MIN;
  private int taken;

  RefusalQuota(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Place take() {
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      end = now.plus(WINDOW);
      taken = 0;
    }
    if (taken == MOST) {
      return Place.NONE;
    }
    taken++;
    return taken == MOST ? Place.LAST : Place.FREE;
  }
}
