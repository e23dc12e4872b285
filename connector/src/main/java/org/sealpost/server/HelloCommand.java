package org.sealpost.server;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Replies;

/**
 * EHLO and HELO (RFC 5321 §4.1.1.1), LHLO (RFC 2033 §4.1): who the client is, and what this server
 * can.
 */
final class HelloCommand implements Command {
  private final Verb verb;
  private final InstantSource clock;

  /**
   * One of the three.
   *
   * @param clock says which date is the last that FUTURERELEASE offers (RFC 4865)
   */
  HelloCommand(Verb verb, InstantSource clock) {
    this.verb = verb;
    this.clock = clock;
  }

  /** The three ways to begin. */
  enum Verb {
    EHLO,
    HELO,
    LHLO
  }

  @Override
  public void run(ServerSession session, String argument) {
    if ((verb == Verb.LHLO) != (session.listener().kind() == ListenerKind.LMTP)) {
      // RFC 2033 §4.1: 500, so that it shows when the two sides do not speak the same protocol.
      session.refuse(Replies.UNKNOWN_COMMAND);
      return;
    }
    // RFC 5321 §4.1.4: the name is not refused for not being in the DNS, only for not being a name.
    if (!isAscii(argument) || Domain.parse(argument).isEmpty()) {
      session.refuse(Replies.HELLO_SYNTAX);
      return;
    }
    boolean extended = verb != Verb.HELO;
    session.greeted(argument, extended);
    Domain hostName = session.context().plan().hostName();
    session.reply(
        extended ? Replies.extendedHello(hostName, keywords(session)) : Replies.hello(hostName));
  }

  private List<String> keywords(ServerSession session) {
    List<String> keywords = new ArrayList<>();
    keywords.add("PIPELINING");
    keywords.add("SIZE " + session.context().plan().maxMessageOctets());
    keywords.add("8BITMIME");
    keywords.add("SMTPUTF8");
    keywords.add("ENHANCEDSTATUSCODES");
    keywords.add("DSN");
    keywords.add("CHUNKING");
    keywords.add("BINARYMIME");
    // RFC 9422 §4.2: beyond it RCPT is answered 452.
    keywords.add("LIMITS RCPTMAX=" + session.context().plan().maxRecipients());
    // RFC 4865 §3, §4.2: the longest interval in seconds and the date that is; submission only.
    Duration longestHold = session.listener().longestHold();
    if (!longestHold.isZero()) {
      keywords.add(
          "FUTURERELEASE "
              + longestHold.toSeconds()
              + " "
              + clock.instant().plus(longestHold).truncatedTo(ChronoUnit.SECONDS));
    }
    // RFC 6710 §3: for submission. Which priorities are told apart is nobody's business.
    if (session.listener().kind().isSubmission()) {
      keywords.add("MT-PRIORITY");
    }
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
