package org.sealpost.server;

import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.PathArgument;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.ReversePath;

/** MAIL (RFC 5321 §4.1.1.2): begins a transaction, or leaves none. */
final class MailCommand implements Command {
  private final InstantSource clock;

  /**
   * The command.
   *
   * @param clock says from when HOLDFOR counts (RFC 4865)
   */
  MailCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void run(ServerSession session, String argument) {
    SmtpSession hello = session.hello();
    if (hello == null) {
      session.refuse(Replies.HELLO_FIRST);
      return;
    }
    if (session.envelope() != null) {
      // RFC 5321 §4.1.4: no MAIL inside a transaction; the one that is open stays as it was.
      session.refuse(Replies.TRANSACTION_OPEN);
      return;
    }
    Optional<PathArgument> parsed = PathArgument.parse("FROM:", argument);
    if (parsed.isEmpty()) {
      session.refuse(Replies.MAIL_SYNTAX);
      return;
    }
    // The parameters come first: SMTPUTF8 among them says how the path is to be read.
    ParameterReading<MailParameters> reading =
        new MailParameterReader(session, clock).read(parsed.get().parameters());
    if (reading instanceof ParameterReading.Refused<MailParameters> refused) {
      session.refuse(refused.reply());
    } else if (reading instanceof ParameterReading.Accepted<MailParameters> accepted) {
      begin(session, hello, parsed.get(), accepted.parameters());
    }
  }

  private static void begin(
      ServerSession session, SmtpSession hello, PathArgument argument, MailParameters parameters) {
    if (argument.isInternationalized() && !parameters.smtpUtf8()) {
      // RFC 6531 §3.5.
      session.refuse(Replies.UTF8_NOT_DECLARED);
      return;
    }
    Optional<ReversePath> reversePath =
        argument.isTooLong() ? Optional.empty() : ReversePath.parse(argument.path());
    if (reversePath.isEmpty()) {
      session.refuse(Replies.BAD_REVERSE_PATH);
      return;
    }
    session.paths().begin(hello, new Envelope(reversePath.get(), parameters));
  }
}
