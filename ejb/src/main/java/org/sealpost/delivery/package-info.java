/**
 * Delivery: takes due recipients from the queue, grouped by message and next-hop domain, hands them
 * to the next hop or to a mailbox here, and records what became of each.
 *
 * <p>In: a {@link org.sealpost.delivery.DeliveryJob}. Out: one {@link
 * org.sealpost.delivery.RecipientOutcome} for each recipient, recorded in a transaction of its own.
 * No transaction is open while it talks to the network. A crash between the peer's reply and the
 * record makes a double, never a loss.
 */
@NullMarked
package org.sealpost.delivery;

import org.jspecify.annotations.NullMarked;
