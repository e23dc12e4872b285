package org.sealpost.flow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The log lines about flow; ids MTA-3901 to MTA-3999 are never used for anything else. */
final class FlowLog {
  private static final Logger LOG = System.getLogger("org.sealpost.flow");

  private FlowLog() {}

  /** Those known before go on counting. Look at the database. */
  static void rulesNotRead(RuntimeException failure) {
    LOG.log(Level.WARNING, "MTA-3901 flow rules could not be read", failure);
  }

  static void suppressionNotRead(RuntimeException failure) {
    LOG.log(Level.WARNING, "MTA-3902 the suppression list could not be read", failure);
  }

  /** An address got on the list by itself. */
  static void suppressed(String address, String status) {
    LOG.log(Level.INFO, "MTA-3903 address suppressed: address={0} status={1}", address, status);
  }

  /** The message is sent as if the address were not on the list. */
  static void suppressionNotAsked(RuntimeException failure) {
    LOG.log(Level.WARNING, "MTA-3904 the suppression list could not be asked", failure);
  }

  /** It goes on, and is looked at again after some seconds. */
  static void pauseNotEnded(RuntimeException failure) {
    LOG.log(Level.WARNING, "MTA-3905 a pause whose time has come could not be ended", failure);
  }
}
