package org.sealpost.event;

import java.util.List;

/** Takes events, in the transaction of what they tell of. */
public interface Events {
  /** Nobody wants any. */
  Events NONE =
      new Events() {
        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void add(List<Event> events) {
          // Nobody wants them.
        }
      };

  /** Whether it is worth while to make any. */
  boolean wanted();

  /**
   * They go out where the transaction commits, in this order. Call it after the rows they tell of
   * were changed, once in a transaction: each call costs a row. Nothing where it is empty or they
   * are not wanted.
   */
  void add(List<Event> events);
}
