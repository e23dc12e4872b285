package org.sealpost.client;

import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;

/** What a mail transaction came to for one recipient. */
public sealed interface RecipientResult {
  /** Whose result it is. */
  ForwardPath forwardPath();

  /**
   * The peer took responsibility: 2yz to RCPT and to the end of the mail data.
   *
   * @param notifies whether it knows DSN and was told what to notify of (RFC 3461 §5.2.1)
   */
  record Taken(ForwardPath forwardPath, Reply reply, boolean notifies) implements RecipientResult {}

  /**
   * The peer said no.
   *
   * @param command {@code MAIL}, {@code RCPT}, {@code DATA} or {@link SessionFault#END_OF_DATA}
   * @param reply 4yz or 5yz
   */
  record Refused(ForwardPath forwardPath, String command, Reply reply) implements RecipientResult {}

  /**
   * The session ended before the peer said. Where the whole message was sent, the peer may have it
   * all the same; trying again may make a double, which RFC 5321 §4.5.3.2.6 prefers to a loss.
   *
   * @param mayBeTaken whether the whole message was sent, and nothing says that it was not taken
   */
  record Unanswered(ForwardPath forwardPath, SessionFault fault, boolean mayBeTaken)
      implements RecipientResult {}
}
