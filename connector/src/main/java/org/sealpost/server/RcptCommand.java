package org.sealpost.server;

import java.util.Optional;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.PathArgument;

/** RCPT (RFC 5321 §4.1.1.3): one more recipient. */
final class RcptCommand implements Command {
  @Override
  public void run(ServerSession session, String argument) {
    SmtpSession hello = session.hello();
    Envelope envelope = session.envelope();
    if (hello == null) {
      session.refuse(Replies.HELLO_FIRST);
      return;
    }
    if (envelope == null) {
      session.refuse(Replies.MAIL_FIRST);
      return;
    }
    Optional<PathArgument> parsed = PathArgument.parse("TO:", argument);
    if (parsed.isEmpty()) {
      session.refuse(Replies.RCPT_SYNTAX);
    } else if (!parsed.get().parameters().isEmpty()) {
      // RFC 5321 §4.1.1.11; DSN (RFC 3461) is not offered.
      session.refuse(Replies.PARAMETER_UNKNOWN);
    } else {
      add(session, hello, envelope, parsed.get());
    }
  }

  private static void add(
      ServerSession session, SmtpSession hello, Envelope envelope, PathArgument argument) {
    ListenerPlan plan = session.context().plan();
    if (argument.isInternationalized() && !envelope.parameters().smtpUtf8()) {
      // RFC 6531 §3.5.
      session.refuse(Replies.UTF8_NOT_DECLARED);
      return;
    }
    Optional<ForwardPath> forwardPath =
        argument.isTooLong()
            ? Optional.empty()
            : ForwardPath.parse(argument.path(), plan.hostName());
    if (forwardPath.isEmpty()) {
      session.refuse(Replies.BAD_FORWARD_PATH);
    } else if (envelope.forwardPaths().size() >= plan.maxRecipients()) {
      // RFC 5321 §4.5.3.1.10: 452, so that the client sends the others in a next transaction.
      session.reply(Replies.TOO_MANY_RECIPIENTS);
    } else {
      session.askToAdd(hello, envelope, forwardPath.get());
    }
  }
}
