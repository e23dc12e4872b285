package org.sealpost.account;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The log lines of accounts; ids MTA-4002 to MTA-4099 are never used for anything else. */
final class AccountLog {
  private static final Logger LOG = System.getLogger("org.sealpost.account");

  private AccountLog() {}

  static void keysMissing(String place, Exception why) {
    LOG.log(Level.WARNING, "MTA-4002 the token issuer's keys cannot be read: " + place, why);
  }

  static void tokenRefused(Exception why) {
    LOG.log(Level.DEBUG, "MTA-4003 bearer token refused", why);
  }

  static void tooManyPasswords() {
    LOG.log(
        Level.WARNING,
        "MTA-4004 a sign-in was put off: more passwords are being tried than can be checked");
  }
}
