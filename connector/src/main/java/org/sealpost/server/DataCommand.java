package org.sealpost.server;

/** DATA (RFC 5321 §4.1.1.4): the mail data follows. */
final class DataCommand implements Command {
  @Override
  public void run(ServerSession session, String argument) {
    Envelope envelope = session.envelope();
    if (!argument.isEmpty()) {
      session.refuse(Replies.ARGUMENT_REFUSED);
    } else if (session.hello() == null) {
      session.refuse(Replies.HELLO_FIRST);
    } else if (envelope == null) {
      session.refuse(Replies.MAIL_FIRST);
    } else if (envelope.forwardPaths().isEmpty()) {
      // RFC 5321 §3.3: no recipients, no data; a pipelining client comes here (RFC 2920 §3.1).
      session.refuse(Replies.RCPT_FIRST);
    } else {
      session.startMailData(envelope);
    }
  }
}
