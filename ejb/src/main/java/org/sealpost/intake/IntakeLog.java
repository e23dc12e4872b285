package org.sealpost.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.TlsRequirement;

/** The log lines of intake; ids MTA-2501 to MTA-2999 are never used for anything else. */
final class IntakeLog {
  private static final Logger LOG = System.getLogger("org.sealpost.intake");

  private IntakeLog() {}

  static void accepted(String queueId, MailTransaction mail, TlsRequirement requirement) {
    if (!LOG.isLoggable(Level.INFO)) {
      return;
    }
    SmtpSession.Tls tls = mail.session().tls();
    LOG.log(
        Level.INFO,
        "MTA-2501 message taken: session={0} queueId={1} reversePath={2} recipients={3}"
            + " octets={4} requirement={5} tls={6}",
        mail.session().id(),
        queueId,
        mail.reversePath(),
        Integer.toString(mail.forwardPaths().size()),
        Long.toString(mail.data().octets()),
        requirement,
        tls == null ? "none" : tls.version());
  }

  static void malformedTlsRequired(String queueId) {
    LOG.log(Level.INFO, "MTA-2502 malformed TLS-Required field ignored: queueId={0}", queueId);
  }

  static void dataUnreadable(String session, Exception failure) {
    LOG.log(Level.ERROR, "MTA-2503 mail data could not be read back: session=" + session, failure);
  }

  static void listenersRefused(String why) {
    LOG.log(Level.ERROR, "MTA-2504 the SMTP listeners could not be opened: {0}", why);
  }
}
