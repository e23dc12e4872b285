package org.sealpost.server;

import org.sealpost.smtp.Replies;

/** STARTTLS (RFC 3207). */
final class StartTlsCommand implements Command {
  @Override
  public void run(ServerSession session, String argument) {
    if (!argument.isEmpty()) {
      // RFC 3207 §4: 501, no parameters allowed.
      session.refuse(Replies.ARGUMENT_REFUSED);
    } else if (session.isTlsActive()) {
      session.refuse(Replies.TLS_ACTIVE);
    } else if (session.context().tls() == null) {
      session.refuse(Replies.TLS_NOT_OFFERED);
    } else if (session.hello() == null) {
      session.refuse(Replies.HELLO_FIRST);
    } else if (session.wire().hasInput()) {
      // RFC 3207 §4: what comes in the clear behind STARTTLS must never be taken for something that
      // came under TLS (command injection); a client that does so is not worth going on with.
      session.close(Replies.PIPELINED_BEHIND_STARTTLS);
    } else {
      session.reply(Replies.READY_FOR_TLS);
      session.startTls();
    }
  }
}
