package org.sealpost.queue;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.SessionFault;
import org.sealpost.delivery.Failure;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/** What kind of transient failure keeps a recipient waiting; each may have waits of its own. */
public enum FailureKind {
  /** No session came to be, or it ended before the host had answered. */
  CONNECTION,
  /** RCPT was answered with 450 or 451: the usual reply of a host that lets strangers wait. */
  GREYLISTED,
  /** RFC 3463 §3.3, X.2.2: the mailbox is full. */
  MAILBOX_FULL,
  /** RFC 3463 §3.5, X.4.3 and X.4.4: the DNS did not tell where to go. */
  DNS,
  /**
   * RFC 3463 §3.8, X.7: the protection that the message or the domain demands was not to be had.
   */
  TLS_POLICY,
  /** Whatever else a host answered. */
  OTHER;

  private static final Set<String> OF_THE_MESSAGE =
      Set.of("MAIL", "RCPT", "DATA", "BDAT", SessionFault.END_OF_DATA);

  /** The kind of a failure, by its status and the reply it came from; never by its words. */
  public static FailureKind of(Failure failure) {
    EnhancedStatusCode status = failure.status();
    if (is(status, 2, 2)) {
      return MAILBOX_FULL;
    }
    if (isGreylisting(failure)) {
      return GREYLISTED;
    }
    boolean ofTheMessage = isOfTheMessage(failure.command());
    // What a host answers to MAIL or RCPT with X.7 is its policy, not ours; AUTH is no TLS.
    if (status.subject() == 7 && !ofTheMessage && !"AUTH".equals(failure.command())) {
      return TLS_POLICY;
    }
    if (failure.reply() == null && (is(status, 4, 3) || is(status, 4, 4))) {
      return DNS;
    }
    boolean unanswered = is(status, 4, 1) || is(status, 4, 2) || is(status, 3, 2);
    // RFC 5321 §3.8: 421 ends the session, whatever it answers.
    return unanswered && (!ofTheMessage || hasCode(failure, 421)) ? CONNECTION : OTHER;
  }

  private static boolean isGreylisting(Failure failure) {
    return "RCPT".equals(failure.command()) && (hasCode(failure, 450) || hasCode(failure, 451));
  }

  private static boolean hasCode(Failure failure, int code) {
    Reply reply = failure.reply();
    return reply != null && reply.code() == code;
  }

  private static boolean isOfTheMessage(@Nullable String command) {
    return command != null && OF_THE_MESSAGE.contains(command);
  }

  private static boolean is(EnhancedStatusCode status, int subject, int detail) {
    return status.subject() == subject && status.detail() == detail;
  }
}
