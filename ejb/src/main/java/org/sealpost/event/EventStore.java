package org.sealpost.event;

import java.util.List;

/** The outbox of this node; each method is one short transaction of its own. */
public interface EventStore {
  /** The oldest rows, in order. */
  List<EventRow> oldest(int most);

  /** They are with the broker. */
  void remove(List<EventRow> sent);

  /**
   * Drops the oldest rows where there are too many.
   *
   * @param most rows that are kept
   */
  Dropped drop(long most);

  /**
   * What was dropped.
   *
   * @param events how many that were not dropped before
   * @param more whether there are still too many rows
   */
  record Dropped(long events, boolean more) {
    static final Dropped NOTHING = new Dropped(0, false);
  }
}
