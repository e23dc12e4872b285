package org.sealpost.jms;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sealpost.config.Settings;
import org.sealpost.queue.RecipientState;

/**
 * Whether more mail may come in from queues: it waits in the broker while the mail queue is over
 * its limit or the disk is full, and no client notices but by waiting. Listens to the count of the
 * mail queue that is made for the figures anyway. Thread-safe.
 */
public final class Room implements Supplier<Map<RecipientState, Long>>, BooleanSupplier {
  private final Supplier<Map<RecipientState, Long>> count;
  private final long mostQueued;
  private final long minFreeOctets;
  private final LongSupplier freeOctets;
  private final AtomicBoolean full = new AtomicBoolean();
  private volatile long queued;

  /**
   * Nothing is known to be queued yet.
   *
   * @param count the recipients of each state that is not finished
   */
  public Room(Settings settings, Supplier<Map<RecipientState, Long>> count) {
    this(
        count,
        settings.jms().mostQueued(),
        settings.queue().minFreeOctets(),
        () -> settings.data().toFile().getUsableSpace());
  }

  Room(
      Supplier<Map<RecipientState, Long>> count,
      long mostQueued,
      long minFreeOctets,
      LongSupplier freeOctets) {
    this.count = count;
    this.mostQueued = mostQueued;
    this.minFreeOctets = minFreeOctets;
    this.freeOctets = freeOctets;
  }

  /** Counts, and remembers. */
  @Override
  public Map<RecipientState, Long> get() {
    Map<RecipientState, Long> counted = count.get();
    queued = counted.values().stream().mapToLong(Long::longValue).sum();
    return counted;
  }

  @Override
  public boolean getAsBoolean() {
    boolean room = queued <= mostQueued && freeOctets.getAsLong() >= minFreeOctets;
    if (full.getAndSet(!room) == room) {
      if (room) {
        JmsLog.goingOn();
      } else {
        JmsLog.waiting();
      }
    }
    return room;
  }
}
