/**
 * Policy: from facts to a decision on the transport security of one delivery.
 *
 * <p>{@link org.sealpost.policy.TransportPolicy} is a pure function: the requirement of the message
 * (RFC 8689), what is known of the next-hop domain and of one host (DNSSEC, MTA-STS of RFC 8461,
 * DANE of RFC 7672) or the fixed route, in; whether and how to connect, out. It does no I/O and
 * keeps no state. {@link org.sealpost.policy.RequiredEnd} says what becomes of a message that has
 * to be protected when no host could take it.
 *
 * <p>Fails closed: a fact that could not be found out excludes the host, it never counts as its
 * absence. REQUIRED and plaintext never meet.
 */
@NullMarked
package org.sealpost.policy;

import org.jspecify.annotations.NullMarked;
