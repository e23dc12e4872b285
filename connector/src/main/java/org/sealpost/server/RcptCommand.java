package org.sealpost.server;

import java.util.Optional;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.PathArgument;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.Replies;

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
    if (session.input().hasChunks()) {
      // RFC 3030 §2: the message has begun, its recipients are settled.
      session.refuse(Replies.CHUNKS_PENDING);
      return;
    }
    Optional<PathArgument> parsed = PathArgument.parse("TO:", argument);
    if (parsed.isEmpty()) {
      session.refuse(Replies.RCPT_SYNTAX);
      return;
    }
    ParameterReading<RecipientParameters> reading =
        new RecipientParameterReader(hello.extended(), envelope.parameters().smtpUtf8())
            .read(parsed.get().parameters());
    if (reading instanceof ParameterReading.Refused<RecipientParameters> refused) {
      session.refuse(refused.reply());
    } else if (reading instanceof ParameterReading.Accepted<RecipientParameters> accepted) {
      add(session, hello, envelope, parsed.get(), accepted.parameters());
    }
  }

  private static void add(
      ServerSession session,
      SmtpSession hello,
      Envelope envelope,
      PathArgument argument,
      RecipientParameters parameters) {
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
    } else if (envelope.recipients().size() >= plan.maxRecipients()) {
      // RFC 5321 §4.5.3.1.10: 452, so that the client sends the others in a next transaction.
      session.reply(Replies.TOO_MANY_RECIPIENTS);
    } else if (envelope.recipients().size()
        >= session.paths().recipientsFor(envelope.reversePath())) {
      session.reply(Replies.TOO_MANY_FOR_NULL_PATH);
    } else {
      session.paths().add(hello, envelope, new EnvelopeRecipient(forwardPath.get(), parameters));
    }
  }
}
