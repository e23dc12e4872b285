package org.sealpost.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.NewMessage;
import org.sealpost.smtp.Domain;

/** The log lines of intake; ids MTA-2501 to MTA-2999 are never used for anything else. */
final class IntakeLog {
  private static final Logger LOG = System.getLogger("org.sealpost.intake");

  private IntakeLog() {}

  static void accepted(String queueId, MailTransaction mail, NewMessage message) {
    if (message.malformedTlsRequired()) {
      LOG.log(Level.INFO, "MTA-2502 malformed TLS-Required field ignored: queueId={0}", queueId);
    }
    if (!LOG.isLoggable(Level.INFO)) {
      return;
    }
    SmtpSession.Tls tls = mail.session().tls();
    LOG.log(
        Level.INFO,
        "MTA-2501 message taken: session={0} client={1} queueId={2} reversePath={3}"
            + " recipients={4} octets={5} requirement={6} tls={7} account={8} priority={9}",
        mail.session().id(),
        mail.session().client().getAddress().getHostAddress(),
        queueId,
        mail.reversePath(),
        Integer.toString(message.recipients().size()),
        Long.toString(mail.data().octets()),
        message.requirement(),
        tls == null ? "none" : tls.version(),
        mail.session().identity(),
        mail.parameters().priority());
  }

  /** A stranger's wish to do without protection is not obeyed, because a setting says so. */
  static void tlsRequiredOfStranger(String session) {
    LOG.log(Level.INFO, "MTA-2505 TLS-Required: No of a stranger not obeyed: session={0}", session);
  }

  static void senderDomainNotAsked(Domain domain) {
    LOG.log(
        Level.WARNING,
        "MTA-2506 too many domains of senders are being looked up, not asked about: domain={0}",
        domain);
  }

  static void dataUnreadable(String session, Exception failure) {
    LOG.log(Level.ERROR, "MTA-2503 mail data could not be read back: session=" + session, failure);
  }

  static void listenersRefused(String why) {
    LOG.log(Level.ERROR, "MTA-2504 the SMTP listeners could not be opened: {0}", why);
  }
}
