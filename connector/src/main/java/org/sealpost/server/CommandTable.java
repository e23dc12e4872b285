package org.sealpost.server;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.sealpost.smtp.Replies;

/** The verbs this server knows (RFC 5321 §4.5.1 and extensions). */
final class CommandTable {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Command FOREIGN = (session, argument) -> session.refuseForeignProtocol();
  private static final Command UNIMPLEMENTED =
      (session, argument) -> session.refuse(Replies.NOT_IMPLEMENTED);

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
          Map.entry("CONNECT", FOREIGN));

  private CommandTable() {}

  /** Carries out one line. */
  static void run(ServerSession session, String line) {
    int space = line.indexOf(' ');
    String verb = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1).strip();
    // RFC 5321 §2.4: verbs are not case-sensitive.
    Command command = COMMANDS.get(verb.strip().toUpperCase(Locale.ROOT));
    if (command == null) {
      session.refuse(Replies.UNKNOWN_COMMAND);
    } else {
      command.run(session, argument);
    }
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
