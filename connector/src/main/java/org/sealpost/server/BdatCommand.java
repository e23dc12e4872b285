package org.sealpost.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/** BDAT (RFC 3030 §2): a chunk of the mail data follows, with no reply before it. */
final class BdatCommand implements Command {
  // RFC 3030 §2: chunk-size ::= 1*DIGIT, end-marker ::= "LAST". 18 digits fit a long.
  private static final Pattern FORM =
      Pattern.compile("0*([0-9]{1,18})( +LAST)?", Pattern.CASE_INSENSITIVE);

  @Override
  public void run(ServerSession session, String argument) {
    Matcher form = FORM.matcher(argument);
    if (!form.matches()) {
      // Choice: nobody knows where the next command begins. What follows may be the text of a
      // message, which must never be run as commands, so this is the end of the session.
      session.close(Replies.BDAT_SYNTAX);
      return;
    }
    long octets = Long.parseLong(form.group(1));
    boolean last = form.group(2) != null;
    Envelope envelope = session.envelope();
    if (envelope == null || envelope.recipients().isEmpty()) {
      session.input().startRefusedChunk(new RefusedChunk(octets, refusal(session, envelope, last)));
    } else {
      session.input().startChunk(envelope, octets, last);
    }
  }

  private static @Nullable Reply refusal(
      ServerSession session, @Nullable Envelope envelope, boolean last) {
    if (session.hello() == null) {
      return Replies.HELLO_FIRST;
    }
    if (envelope == null) {
      // After a chunk that was refused as well: its transaction is over (§2).
      return Replies.MAIL_FIRST;
    }
    // RFC 2033 §4.3: a reply for each recipient, so none where there is no recipient.
    boolean silent = last && session.listener().kind() == ListenerKind.LMTP;
    return silent ? null : Replies.RCPT_FIRST;
  }
}
