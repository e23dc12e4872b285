package org.sealpost.client;

import java.time.Duration;

/**
 * The time by which an attempt has to be over as a whole, whatever each of its steps may take, so
 * that a peer that answers everything in the last second cannot hold a thread for days. One wait is
 * beyond it: the one for the reply to the end of the mail data, because giving that up makes
 * doubles (RFC 5321 §4.5.3.2.6). Immutable.
 */
public final class Deadline {
  /** Only the limits of the steps count. */
  public static final Deadline NONE = new Deadline(false, 0);

  private final boolean set;
  private final long nanos;

  private Deadline(boolean set, long nanos) {
    this.set = set;
    this.nanos = nanos;
  }

  /** So long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(true, System.nanoTime() + time.toNanos());
  }

  /** Whether it has passed. */
  public boolean isOver() {
    return set && nanos - System.nanoTime() <= 0;
  }

  /** A step's own limit, or what is left where that is less; never negative. */
  public Duration cap(Duration limit) {
    if (!set) {
      return limit;
    }
    long left = Math.max(0, nanos - System.nanoTime());
    return left < limit.toNanos() ? Duration.ofNanos(left) : limit;
  }
}
