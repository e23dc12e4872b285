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
   * The session ended before the peer said. Where it ended after the final dot, the peer may have
   * the message all the same; trying again may make a double, which RFC 5321 §4.5.3.2.6 prefers to
   * a loss.
   */
  record Unanswered(ForwardPath forwardPath, SessionFault fault) implements RecipientResult {
    /** Whether the final dot was sent, so that the peer may have taken the message. */
    public boolean mayBeTaken() {
      return SessionFault.END_OF_DATA.equals(fault.command())
          && fault.kind() != SessionFault.Kind.CONTENT_UNREADABLE;
    }
  }
}
