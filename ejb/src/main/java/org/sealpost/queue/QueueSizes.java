package org.sealpost.queue;

import java.util.Map;

/** How much is in the queue. Each method is one short transaction of its own. */
public interface QueueSizes {
  /** How many recipients are in each state that is not finished. */
  Map<RecipientState, Long> unfinished();
}
