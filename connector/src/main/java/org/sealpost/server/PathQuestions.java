package org.sealpost.server;

import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * What the endpoint is asked about the reverse-path and the forward-paths of one session, and what
 * comes of its word. Used by the session's event loop only.
 */
final class PathQuestions {
  private final ServerSession session;

  PathQuestions(ServerSession session) {
    this.session = session;
  }

  /** Asks about the reverse-path; the transaction begins only if the endpoint says yes. */
  void begin(SmtpSession hello, Envelope asked) {
    Reply refusal = session.conduct().beginsTransaction();
    if (refusal != null) {
      session.closeFor(refusal);
      return;
    }
    session
        .context()
        .endpoint()
        .onReversePath(
            hello,
            asked.reversePath(),
            asked.parameters(),
            session.decidingOnPath(
                reply -> {
                  if (reply.isPositive()) {
                    session.begin(asked);
                  }
                  answer(reply, Replies.REVERSE_PATH_TAKEN, "MAIL", asked.reversePath().text());
                }));
  }

  /** Asks about one recipient. */
  void add(SmtpSession hello, Envelope current, EnvelopeRecipient asked) {
    session
        .context()
        .endpoint()
        .onForwardPath(
            hello,
            current.reversePath(),
            asked.path(),
            session.decidingOnPath(
                reply -> {
                  if (reply.isPositive()) {
                    current.add(asked);
                  }
                  answer(reply, Replies.FORWARD_PATH_TAKEN, "RCPT", asked.path().text());
                }));
  }

  private void answer(Reply reply, Reply taken, String verb, String path) {
    if (reply.isPositive()) {
      session.conduct().madeProgress();
      session.reply(taken);
    } else {
      ConnectorLog.pathRefused(session.id(), session.client(), verb, path, reply);
      session.reply(reply);
    }
  }

  /** How many recipients a message with that reverse-path may have, beside the common limit. */
  int recipientsFor(ReversePath reversePath) {
    boolean bounded =
        reversePath.mailbox() == null
            && session.listener().kind() == ListenerKind.RELAY
            && !session.conduct().isTrusted();
    return bounded ? session.context().limits().conduct().nullPathRecipients() : Integer.MAX_VALUE;
  }
}
