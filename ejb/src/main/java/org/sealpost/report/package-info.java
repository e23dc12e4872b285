/**
 * What is told of a message afterwards: delivery status notifications (RFC 3464, RFC 6522).
 *
 * <p>In: a message and those of its recipients of whose end the sender is to be told. Out: the
 * octets of a notification, which the queue then sends like any message, with a null reverse-path.
 */
@NullMarked
package org.sealpost.report;

import org.jspecify.annotations.NullMarked;
