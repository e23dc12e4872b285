package org.sealpost.queue;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * One look at what is due.
 *
 * @param most recipients to lease
 * @param order which urgency is looked at first
 * @param admits whether the line of a next-hop domain takes one more recipient; asked once for each
 *     recipient, in order, and counted. What it does not admit is to be parked
 */
public record ClaimRound(
    Lease lease, Instant now, int most, List<Urgency> order, Predicate<String> admits) {
  /** Copies the order. */
  public ClaimRound {
    order = List.copyOf(order);
  }

  /** A round that takes whatever is due, the most urgent first. */
  public static ClaimRound ofAll(Lease lease, Instant now, int most) {
    return new ClaimRound(lease, now, most, Urgency.inTurn(0), domain -> true);
  }
}
