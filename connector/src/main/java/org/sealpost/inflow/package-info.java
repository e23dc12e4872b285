/**
 * The JCA inbound adapter (Jakarta Connectors 2.1): between the SMTP listener on one side and the
 * application's message-driven bean on the other.
 *
 * <p>The application implements {@link org.sealpost.inflow.MailTransactionListener}. Once the
 * endpoint is activated the adapter asks it which listeners to open; from then on it calls it for
 * every reverse-path, every forward-path, and for the mail data, the last inside a JTA transaction.
 * The reply that the endpoint returns for mail data reaches the client only once that transaction
 * has committed; whatever else happens the client reads 451 4.3.0 and keeps its message.
 */
@NullMarked
package org.sealpost.inflow;

import org.jspecify.annotations.NullMarked;
