package org.sealpost.server;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/** The verbs this server knows (RFC 5321 §4.5.1 and extensions). */
final class CommandTable {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Command FOREIGN = (session, argument) -> session.refuseForeignProtocol();
  private static final Command UNIMPLEMENTED =
      (session, argument) -> session.refuse(Replies.NOT_IMPLEMENTED);

  // NOOP, VRFY and QUIT as well (RFC 2920 §3.1), but nobody is harmed by what stands behind them.
  private static final Set<String> ENDS_A_GROUP = Set.of("EHLO", "HELO", "DATA");

  private static final Map<String, Command> COMMANDS =
      Map.ofEntries(
          Map.entry("EHLO", new HelloCommand(HelloCommand.Verb.EHLO, CLOCK)),
          Map.entry("HELO", new HelloCommand(HelloCommand.Verb.HELO, CLOCK)),
          Map.entry("LHLO", new HelloCommand(HelloCommand.Verb.LHLO, CLOCK)),
          Map.entry("STARTTLS", new StartTlsCommand()),
          Map.entry("AUTH", new AuthCommand()),
          Map.entry("MAIL", new MailCommand(CLOCK)),
          Map.entry("RCPT", new RcptCommand()),
          Map.entry("DATA", new DataCommand()),
          Map.entry("BDAT", new BdatCommand()),
          Map.entry("RSET", CommandTable::reset),
          Map.entry("NOOP", (session, argument) -> session.reply(Replies.NOTHING_DONE)),
          Map.entry("HELP", (session, argument) -> session.reply(Replies.HELP)),
          Map.entry("VRFY", CommandTable::verify),
          Map.entry("QUIT", CommandTable::quit),
          Map.entry("EXPN", UNIMPLEMENTED),
          Map.entry("TURN", UNIMPLEMENTED),
          // A browser was talked into posting to our port: the form's fields must not be commands.
          Map.entry("GET", FOREIGN),
          Map.entry("POST", FOREIGN),
          Map.entry("PUT", FOREIGN),
          Map.entry("HEAD", FOREIGN),
          Map.entry("DELETE", FOREIGN),
          Map.entry("OPTIONS", FOREIGN),
          Map.entry("PATCH", FOREIGN),
          Map.entry("TRACE", FOREIGN),
          Map.entry("CONNECT", FOREIGN),
          // Somebody who is no proxy of ours claims to speak for another client.
          Map.entry("PROXY", FOREIGN));

  private CommandTable() {}

  /** Carries out one line. */
  static void run(ServerSession session, String line) {
    int space = line.indexOf(' ');
    String verb = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1).strip();
    // RFC 5321 §2.4: verbs are not case-sensitive.
    String known = verb.strip().toUpperCase(Locale.ROOT);
    Command command = COMMANDS.get(known);
    session.clock().begin(command == null || command.equals(FOREIGN) ? "other" : known);
    Reply lastWord = session.conduct().commanded(known);
    if (command == null) {
      session.refuse(Replies.UNKNOWN_COMMAND);
    } else if (lastWord != null) {
      session.close(lastWord);
    } else if (pipelinesWhereItMustWait(session, known)) {
      session.closeFor(Replies.UNAUTHORIZED_PIPELINING);
    } else {
      command.run(session, argument);
    }
  }

  /** RFC 2920 §3.1: a client waits behind these commands, and behind all that were not allowed. */
  private static boolean pipelinesWhereItMustWait(ServerSession session, String verb) {
    SmtpSession hello = session.hello();
    return session.refusesEarlyTalkers()
        && session.wire().hasInput()
        && (ENDS_A_GROUP.contains(verb)
            || (!verb.equals("QUIT") && (hello == null || !hello.extended())));
  }

  private static void reset(ServerSession session, String argument) {
    if (!argument.isEmpty()) {
      session.refuse(Replies.ARGUMENT_REFUSED);
      return;
    }
    session.forgetTransaction();
    session.reply(Replies.RESET);
  }

  private static void verify(ServerSession session, String argument) {
    if (argument.isEmpty()) {
      session.refuse(Replies.VERIFY_SYNTAX);
    } else {
      session.reply(Replies.CANNOT_VERIFY);
    }
  }

  private static void quit(ServerSession session, String argument) {
    if (argument.isEmpty()) {
      session.close(Replies.BYE);
    } else {
      session.refuse(Replies.ARGUMENT_REFUSED);
    }
  }
}
