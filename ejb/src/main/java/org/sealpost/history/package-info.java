/**
 * What was last seen of the TLS of each recipient domain, and an alarm where it has become weaker.
 *
 * <p>In: the trace of every attempt, after the attempt ({@link
 * org.sealpost.history.ObservedNextHop}). Out: rows for the console, and a warning in the log. An
 * attempt never waits for this and never fails because of it: what it showed goes into a bounded
 * buffer in memory ({@link org.sealpost.history.SightingBuffer}), and only where it is new or an
 * hour old; a task writes it in batches ({@link org.sealpost.history.SightingWriter}).
 *
 * <p>Where a domain publishes nothing that could be verified, a server that no longer offers TLS is
 * all there is to see of somebody who strips it from the session (RFC 3207 §6); nothing is blocked
 * because of what was once seen, an operator is told.
 */
@NullMarked
package org.sealpost.history;

import org.jspecify.annotations.NullMarked;
