package org.sealpost.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Leases to give back of what was not tried. Where the database fails they wait here until it works
 * again, so that nothing waits for the end of its lease. Thread-safe.
 */
final class Returns {
  private final Ledger ledger;
  private final InstantSource clock;
  private final Queue<Return> waiting = new ConcurrentLinkedQueue<>();

  Returns(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  private record Return(Lease lease, List<Long> recipientIds, Instant due) {}

  /**
   * Keeps them for {@link #give}.
   *
   * @param lease of this node, with the latest end that it may have by now
   * @param due when they may be claimed again
   */
  void add(Lease lease, List<Long> recipientIds, Instant due) {
    if (!recipientIds.isEmpty()) {
      waiting.add(new Return(lease, List.copyOf(recipientIds), due));
    }
  }

  /** Whether there is nothing to give back. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Gives back what it can. */
  void give() {
    for (Return next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next.lease().until().isBefore(clock.instant())) {
        continue; // that lease has ended by itself
      }
      try {
        ledger.giveBack(next.lease(), next.recipientIds(), next.due());
      } catch (RuntimeException | Error failure) {
        waiting.add(next);
        QueueLog.giveBackFailed(next.recipientIds().size(), failure);
        return;
      }
    }
  }
}
