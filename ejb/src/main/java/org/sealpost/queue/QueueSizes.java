package org.sealpost.queue;

import org.jspecify.annotations.Nullable;

/** How much is in the queue. Each method is one short transaction of its own. */
public interface QueueSizes {
  /**
   * Counts recipients that are in one state, newest first.
   *
   * @param below only those with a smaller key
   * @param most no more than so many, at least 1
   */
  Slice count(RecipientState state, long below, int most);

  /**
   * A part of a count.
   *
   * @param last the key that the next part has to be below; null where there is nothing more
   */
  record Slice(long recipients, @Nullable Long last) {}
}
