/**
 * The SMTP server (RFC 5321): listening sockets, TLS, the session, and the mail data on its way in.
 *
 * <p>In comes a {@link org.sealpost.inflow.ListenerPlan} and a {@link
 * org.sealpost.server.MailEndpoint}; out go complete mail transactions to that endpoint, and its
 * replies to the client. From the socket inwards a connection is three objects, all used by one
 * event loop only: {@link org.sealpost.server.Connection} (octets, flushing, time limits), {@link
 * org.sealpost.server.CommandFramer} or {@link org.sealpost.server.MailDataReader} (lines, mail
 * data), and {@link org.sealpost.server.ServerSession} with one {@link org.sealpost.server.Command}
 * per verb. The session knows nothing of sockets.
 *
 * <p>While the endpoint is asked, the session takes no input; what a pipelining client sends
 * meanwhile (RFC 2920) is kept up to a bound, beyond it the socket is not read. Mail data stays on
 * the heap while it is small and goes to a file beyond that, written by threads of its own; again
 * the socket waits for the disk, never the heap for either.
 *
 * <p>Before a connection becomes a session {@link org.sealpost.server.ProxyHeader} may say whose it
 * really is, and {@link org.sealpost.server.Connections} decides whether there is a place for it.
 * {@link org.sealpost.server.Conduct} keeps what a client does that leads to no mail, {@link
 * org.sealpost.server.Patience} how long it may take; one sweep over all connections looks at the
 * latter, so that an idle session holds neither timer nor buffer.
 *
 * <p>AUTH (RFC 4954) is {@link org.sealpost.server.AuthCommand}, which begins an {@link
 * org.sealpost.server.AuthAttempt}: that carries the steps of a mechanism of {@code
 * org.sealpost.sasl} between the client and the endpoint. {@link
 * org.sealpost.server.Authentication} is what a session remembers of it.
 *
 * <p>Failure: what the client did wrong gets a 5yz reply and the session goes on, except where the
 * peer evidently speaks no SMTP. What is wrong on our side is 4yz. Bare CR and bare LF are never
 * taken as line ends, neither in commands nor in mail data, so that no two servers can disagree on
 * where a message ends.
 */
@NullMarked
package org.sealpost.server;

import org.jspecify.annotations.NullMarked;
