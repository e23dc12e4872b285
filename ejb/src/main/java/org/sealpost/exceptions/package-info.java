/**
 * What operators lay down for single recipient domains, beside what those domains publish: TLS is
 * needed, plaintext is forbidden, DANE or MTA-STS do not count, the server's key is known.
 *
 * <p>In: a change by an operator, made in the transaction of a command ({@link
 * org.sealpost.exceptions.ExceptionTable}). Out: what counts for a domain at this moment ({@link
 * org.sealpost.exceptions.Exceptions}), asked once for each host of each attempt; it is in memory,
 * so that asking never blocks and never fails. A change counts here from its commit on; another
 * node sees it a few seconds later ({@link org.sealpost.exceptions.ExceptionRefresh}).
 *
 * <p>An exception ends by itself at its end instant, whether or not any task runs: whether it
 * counts is asked of the clock. Nothing in here can weaken REQUIRED mail; {@link
 * org.sealpost.policy.OperatorExceptions} says how exceptions and facts come together.
 */
@NullMarked
package org.sealpost.exceptions;

import org.jspecify.annotations.NullMarked;
