/**
 * The server's side of the SASL mechanisms (RFC 4422) that the SMTP server offers: PLAIN (RFC
 * 4616), LOGIN, SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677), EXTERNAL (RFC 4422
 * appendix A) and OAUTHBEARER (RFC 7628).
 *
 * <p>And the client's side, for servers that take mail only from who signs in: {@link
 * org.sealpost.sasl.ClientExchange}, with SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN and LOGIN.
 *
 * <p>In comes what the client answered, base64 taken off; out goes a {@link
 * org.sealpost.sasl.Step}: a challenge, a question for the application, or the end. One {@link
 * org.sealpost.sasl.Exchange} object is one attempt to authenticate. Nothing here does any I/O,
 * waits, logs, or knows an account: who asks the application, what the client reads, and how many
 * attempts there are is the business of the SMTP server.
 *
 * <p>Failure: a response that the mechanism's grammar does not know ends the exchange as {@link
 * org.sealpost.sasl.Step.Malformed}; everything else that is wrong with it, from the channel
 * binding to the proof, as {@link org.sealpost.sasl.Step.Refused}, whose reason is for the log
 * only. What is compared with a secret is compared in constant time.
 */
@NullMarked
package org.sealpost.sasl;

import org.jspecify.annotations.NullMarked;
