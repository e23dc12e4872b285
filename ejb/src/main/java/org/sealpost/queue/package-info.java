/**
 * The queue: keeps every message that was answered 2yz until each of its recipients is finished,
 * and decides when which of them is tried.
 *
 * <p>In: a {@link org.sealpost.queue.NewMessage}, inserted within the transaction of its intake.
 * Out: {@link org.sealpost.delivery.DeliveryJob}s for the stages after it, and their outcomes
 * recorded.
 *
 * <p>A recipient is worked on under a lease: the row says DELIVERING, by whom and until when. The
 * node that took a message in claims it in the same transaction when it has room ("claimed at
 * birth"), so that a message that can go at once costs neither a second claim nor a second read;
 * everything else is claimed in batches when it is due. A lease that ends, or that belongs to an
 * earlier run of this node, is void: the row is due again. So a crash costs a double at worst.
 *
 * <p>A line takes no more for now when it is full, or when it is <em>closed</em>: {@link
 * org.sealpost.queue.Dispatcher#close} is told which next-hop domains, or all, an operator has
 * stopped. What is due there is <em>parked</em> once, under the name of the line, instead of being
 * met again by every claim, and is claimed by that name when the line has room or is open again;
 * what is due elsewhere never waits for it, however much that is.
 *
 * <p>Lock order: message before recipient before attempt; every transaction here is short and none
 * is open over the network.
 */
@NullMarked
package org.sealpost.queue;

import org.jspecify.annotations.NullMarked;
