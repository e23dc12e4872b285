package org.sealpost.admin;

/**
 * How many recipients a filter lets through, as far as they were counted.
 *
 * @param counted of those that were looked at; no page lies beyond
 * @param more whether there are more than were looked at
 * @param searched how many were looked at one by one, newest first, because no index answers the
 *     filter; only where {@code more}, else 0
 */
public record Matches(long counted, boolean more, long searched) {
  /** All of them. */
  static Matches exactly(long counted) {
    return new Matches(counted, false, 0);
  }

  /** Whether the list can be put into any order; else it is newest first whatever is asked for. */
  public boolean isSortable() {
    return !more;
  }
}
