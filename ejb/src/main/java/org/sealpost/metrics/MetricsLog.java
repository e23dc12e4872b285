package org.sealpost.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The log lines of the figures; MTA-3701 is that of {@link StoredFigures}. */
final class MetricsLog {
  private static final Logger LOG = System.getLogger("org.sealpost.metrics");

  private MetricsLog() {}

  static void notCounted(RuntimeException failure) {
    LOG.log(Level.WARNING, "MTA-3702 something was not counted; nothing else is wrong", failure);
  }
}
