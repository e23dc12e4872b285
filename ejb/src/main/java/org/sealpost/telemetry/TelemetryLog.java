package org.sealpost.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The log lines of traces.
 *
 * <p>MTA-3751 (WARNING): a span could not be made or ended; nothing else is wrong.
 */
final class TelemetryLog {
  private static final Logger LOG = System.getLogger("org.sealpost.telemetry");

  private TelemetryLog() {}

  static void notTraced(RuntimeException failure) {
    LOG.log(Level.WARNING, "MTA-3751 something is missing among the traces", failure);
  }
}
