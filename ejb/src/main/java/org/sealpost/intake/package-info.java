/**
 * Intake: the application's end of the SMTP server. Says which reverse-paths and forward-paths are
 * welcome, who may sign in, and takes responsibility for mail data. Aliases (RFC 5321 §3.9.1) are
 * resolved here: the copy for each is a message of its own, with the same requirement.
 *
 * <p>In: what the connector's sessions ask (RFC 5321 §3.3). Out: a message in the queue, inserted
 * within the JTA transaction that the connector's reply waits for. Where anything fails the
 * transaction is rolled back, the client reads a 4yz or 5yz reply and keeps its message.
 */
@NullMarked
package org.sealpost.intake;

import org.jspecify.annotations.NullMarked;
