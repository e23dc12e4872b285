/**
 * DNS: where mail for a domain goes (RFC 5321 §5.1, RFC 7505) and what addresses a host has.
 *
 * <p>In: a domain or host name. Out: a sealed answer that keeps apart what callers have to treat
 * apart: there is none, there is no such name, it could not be found out. Each answer says how far
 * it can be trusted ({@link org.sealpost.dns.SecurityStatus}). Until a validating resolver is wired
 * in, that is never more than INSECURE.
 *
 * <p>Answers are cached for their TTL, and equal questions at the same time are asked once.
 */
@NullMarked
package org.sealpost.dns;

import org.jspecify.annotations.NullMarked;
