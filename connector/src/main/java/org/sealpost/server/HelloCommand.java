package org.sealpost.server;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.smtp.Domain;

/** EHLO and HELO (RFC 5321 §4.1.1.1): who the client is, and what this server can. */
final class HelloCommand implements Command {
  private final boolean extended;

  /**
   * The one or the other.
   *
   * @param extended EHLO
   */
  HelloCommand(boolean extended) {
    this.extended = extended;
  }

  @Override
  public void run(ServerSession session, String argument) {
    // RFC 5321 §4.1.4: the name is not refused for not being in the DNS, only for not being a name.
    if (!isAscii(argument) || Domain.parse(argument).isEmpty()) {
      session.refuse(Replies.HELLO_SYNTAX);
      return;
    }
    session.greeted(argument, extended);
    Domain hostName = session.context().plan().hostName();
    session.reply(
        extended ? Replies.extendedHello(hostName, keywords(session)) : Replies.hello(hostName));
  }

  private static List<String> keywords(ServerSession session) {
    List<String> keywords = new ArrayList<>();
    keywords.add("PIPELINING");
    keywords.add("SIZE " + session.context().plan().maxMessageOctets());
    keywords.add("8BITMIME");
    keywords.add("SMTPUTF8");
    keywords.add("ENHANCEDSTATUSCODES");
    // RFC 3207 §4.2: not once TLS is active.
    if (session.context().tls() != null && !session.isTlsActive()) {
      keywords.add("STARTTLS");
    }
    // RFC 8689 §2: only in the answer to an EHLO under TLS.
    if (session.isTlsActive() && session.listener().requireTls()) {
      keywords.add("REQUIRETLS");
    }
    String mechanisms = session.authentication().announcement();
    if (!mechanisms.isEmpty()) {
      keywords.add("AUTH " + mechanisms);
    }
    keywords.add("HELP");
    return keywords;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
