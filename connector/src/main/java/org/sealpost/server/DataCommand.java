package org.sealpost.server;

import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Replies;

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
    } else if (session.input().hasChunks()) {
      // RFC 3030 §2: DATA and BDAT cannot be used in the same transaction.
      session.refuse(Replies.CHUNKS_PENDING);
    } else if (envelope.parameters().body() == BodyType.BINARY_MIME) {
      // RFC 3030 §3: there is no way to tell where binary data ends.
      session.refuse(Replies.BINARY_NEEDS_BDAT);
    } else if (envelope.recipients().isEmpty()) {
      // RFC 5321 §3.3, RFC 2033 §4.2: no recipients, no data; a pipelining client comes here (RFC
      // 2920 §3.1).
      session.refuse(Replies.RCPT_FIRST);
    } else {
      session.input().startMessage(envelope);
    }
  }
}
