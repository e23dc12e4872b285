/**
 * Reports about TLS (RFC 8460): what sessions with other servers showed is counted, told once a day
 * to the domains that ask for it, and what others tell of our domains is read.
 *
 * <p>Counting: {@link org.sealpost.tlsrpt.SessionResults} makes of the trace of an attempt what
 * each of its sessions showed under each policy that applied; the transaction that records the
 * outcome adds it up ({@link org.sealpost.tlsrpt.SessionCountTable}), one row a policy and day, one
 * a kind of failure. Neither an attempt nor a record fails because of a count. Mail to mailboxes
 * here, mail over a route that is not checked by DANE, and our own reports count nothing.
 *
 * <p>A session counts once for each domain whose mail it carries, however many messages that are.
 */
@NullMarked
package org.sealpost.tlsrpt;

import org.jspecify.annotations.NullMarked;
