/**
 * The SMTP client: opens a session to one server, makes it as secure as it is told to, and carries
 * mail transactions over it (RFC 5321, RFC 2920 pipelining, RFC 3030 BDAT, RFC 3207 STARTTLS, RFC
 * 4954 AUTH, RFC 9422 LIMITS).
 *
 * <p>In: a {@link org.sealpost.client.Peer}, what is wanted of TLS, and {@link
 * org.sealpost.client.OutgoingMail}. Out: a {@link org.sealpost.client.SmtpClientSession} with the
 * facts learnt, and one {@link org.sealpost.client.RecipientResult} per forward-path. What a peer
 * or the network does is a value, never an exception.
 *
 * <p>This package decides nothing: it never chooses a weaker session than it was asked for, and
 * reports what the certificate proved so that the policy can refuse the session before a mail
 * transaction begins. The handshake itself takes any certificate for that reason.
 *
 * <p>Blocking sockets, one thread per session at a time. Every wait has the end of RFC 5321
 * §4.5.3.2.
 */
@NullMarked
package org.sealpost.client;

import org.jspecify.annotations.NullMarked;
