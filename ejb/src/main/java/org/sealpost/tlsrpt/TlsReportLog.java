package org.sealpost.tlsrpt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The log lines of TLS reports; ids MTA-3801 to MTA-3899 are never used for anything else. */
public final class TlsReportLog {
  private static final Logger LOG = System.getLogger("org.sealpost.tlsrpt");

  private TlsReportLog() {}

  /** What an attempt showed goes uncounted; the attempt itself is not touched by it. */
  public static void notCounted(String queueId, Exception failure) {
    LOG.log(
        Level.WARNING,
        "MTA-3801 sessions of an attempt are missing in TLS reports: queueId=" + queueId,
        failure);
  }
}
