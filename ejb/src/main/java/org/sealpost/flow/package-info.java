/**
 * What operators lay down about how mail flows: rules that hold messages back, pauses of recipient
 * domains or of everything, limits for each destination, waits between attempts, routes; and the
 * addresses that nothing is sent to any more because they do not exist.
 *
 * <p>In: a change by an operator, made in the transaction of a command ({@link
 * org.sealpost.flow.FlowTable}). Out: what counts at this moment ({@link org.sealpost.flow.Flow}),
 * which the queue asks for every message and every attempt through {@link
 * org.sealpost.queue.FlowRules}, and the delivery for routes ({@link
 * org.sealpost.flow.RoutesInForce}); it is in memory, so that asking never blocks and never fails.
 * A change counts here from its commit on, at other nodes a few seconds later.
 *
 * <p>Rules name destinations by pattern. The most specific rule alone counts: a domain before
 * {@code *.domain} (the longest such before shorter ones) before {@code *}; what no rule says, the
 * settings do. The rows of rules are never changed, only ended: they are the history.
 *
 * <p>Addresses are another matter: they come by the thousand and by themselves, so that memory only
 * holds whether one may be on the list ({@link org.sealpost.flow.Suppression}), and the database is
 * asked for what may be.
 */
@NullMarked
package org.sealpost.flow;

import org.jspecify.annotations.NullMarked;
