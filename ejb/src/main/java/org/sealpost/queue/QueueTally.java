package org.sealpost.queue;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many recipients are in each state that is not finished, counted a bounded number at a time. A
 * state of up to {@value #SLICE} recipients is counted anew each time. One of more is counted over
 * several times, and the figure is that of the last complete count, or what has been counted since
 * where that is more. Not thread-safe.
 */
public final class QueueTally {
  static final int SLICE = 20_000;

  private final QueueSizes sizes;
  private final Map<RecipientState, Walk> walks = new EnumMap<>(RecipientState.class);

  /** Nothing has been counted. */
  public QueueTally(QueueSizes sizes) {
    this.sizes = sizes;
  }

  private static final class Walk {
    private long below = Long.MAX_VALUE;
    private long counted;
    private long complete;
  }

  /** Counts on; returns what is known now. */
  public Map<RecipientState, Long> unfinished() {
    Map<RecipientState, Long> counts = new EnumMap<>(RecipientState.class);
    for (RecipientState state : RecipientState.values()) {
      if (!state.isFinished()) {
        counts.put(state, count(state, walks.computeIfAbsent(state, none -> new Walk())));
      }
    }
    return counts;
  }

  private long count(RecipientState state, Walk walk) {
    QueueSizes.Slice slice = sizes.count(state, walk.below, SLICE);
    walk.counted += slice.recipients();
    Long last = slice.last();
    if (last == null) {
      walk.complete = walk.counted;
      walk.counted = 0;
      walk.below = Long.MAX_VALUE;
    } else {
      walk.below = last;
    }
    return Math.max(walk.complete, walk.counted);
  }
}
