/**
 * DANE for SMTP: whether a server's certificate is the one its DNS zone announces (RFC 6698, RFC
 * 7671, RFC 7672 §3).
 *
 * <p>In: the TLSA records of a host as they came from a secure lookup, and the certificates the
 * host showed. Out: a {@link org.sealpost.client.dane.DaneVerdict}. Pure: no DNS, no sockets; that
 * the records are to be believed is the caller's business.
 *
 * <p>Usages DANE-TA(2) and DANE-EE(3) count, with every selector and matching type; PKIX-TA(0) and
 * PKIX-EE(1) are unusable for mail between servers (RFC 7672 §3.1.3). Fails closed: whatever cannot
 * be read or computed matches nothing.
 */
@NullMarked
package org.sealpost.client.dane;

import org.jspecify.annotations.NullMarked;
