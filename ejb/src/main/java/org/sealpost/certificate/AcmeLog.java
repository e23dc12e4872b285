package org.sealpost.certificate;

import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.sealpost.client.PeerText;
import org.sealpost.smtp.Domain;

/**
 * The messages of ACME. Ids are never used for something else.
 *
 * <ul>
 *   <li>MTA-3401 (INFO): a certificate was got and written.
 *   <li>MTA-3402 (WARNING): none could be got; the present one stays, and it is tried again. The
 *       reason says what to mend: mostly the DNS, or a port 80 that the authority does not reach.
 * </ul>
 */
final class AcmeLog {
  private static final System.Logger LOGGER = System.getLogger("org.sealpost.certificate");
  private static final int MOST_CHARACTERS = 500;

  private AcmeLog() {}

  static void renewed(List<Domain> hosts, X509Certificate certificate) {
    LOGGER.log(
        Level.INFO,
        "MTA-3401 certificate hosts={0} serial={1} expires={2}",
        hosts,
        certificate.getSerialNumber().toString(16),
        certificate.getNotAfter().toInstant());
  }

  static void failed(List<Domain> hosts, Exception failure, Duration wait) {
    LOGGER.log(
        Level.WARNING,
        "MTA-3402 no certificate hosts={0} next={1} reason=\"{2}\"",
        hosts,
        wait,
        PeerText.oneLine(String.valueOf(failure.getMessage()), MOST_CHARACTERS).replace('"', '\''));
  }
}
