package org.sealpost.dns;

import java.lang.System.Logger.Level;
import java.util.logging.Logger;
import org.sealpost.client.PeerText;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * The messages of the DNS. Ids are never used for something else.
 *
 * <ul>
 *   <li>MTA-3101 (WARNING): an answer failed validation; mail that needs it waits. Where every
 *       domain is affected, the servers of {@code dns.servers} do not pass DNSSEC records on, the
 *       clock is wrong, or the trust anchors are old.
 *   <li>MTA-3102 (DEBUG): no answer came.
 * </ul>
 */
final class DnsLog {
  private static final System.Logger LOGGER = System.getLogger("org.sealpost.dns");

  // Kept here, or it could be collected together with its level.
  private static final Logger VALIDATOR = Logger.getLogger("org.xbill.DNS.dnssec");

  private DnsLog() {}

  /**
   * Silences the validator: for each bad signature, which anybody can publish, it writes an error
   * with a stack trace. What it found out is in MTA-3101.
   */
  static void silenceValidator() {
    VALIDATOR.setLevel(java.util.logging.Level.OFF);
  }

  static void failed(Name name, int type, Lookup.Failed failure) {
    boolean bogus = failure.security() == SecurityStatus.BOGUS;
    LOGGER.log(
        bogus ? Level.WARNING : Level.DEBUG,
        (bogus ? "MTA-3101 bogus" : "MTA-3102 unanswered") + " name={0} type={1} reason=\"{2}\"",
        PeerText.oneLine(name.toString(), 255),
        Type.string(type),
        failure.detail().replace('"', '\''));
  }
}
