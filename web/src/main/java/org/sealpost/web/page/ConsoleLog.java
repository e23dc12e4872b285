package org.sealpost.web.page;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Everything the console writes to the log; ids are never used twice. */
public final class ConsoleLog {
  private static final Logger LOG = System.getLogger("org.sealpost.web");

  private ConsoleLog() {}

  /** MTA-7001: somebody signed in. */
  public static void signedIn(String name, String address) {
    LOG.log(Level.INFO, "MTA-7001 signed in name={0} address={1}", shown(name), address);
  }

  /** MTA-7002: wrong name or password. Many of these: somebody guesses. */
  public static void wrongPassword(String name, String address) {
    LOG.log(Level.WARNING, "MTA-7002 sign-in failed name={0} address={1}", shown(name), address);
  }

  /** MTA-7003: refused without looking at the password, after too many wrong ones. */
  public static void throttled(String name, String address) {
    LOG.log(Level.WARNING, "MTA-7003 sign-in throttled name={0} address={1}", shown(name), address);
  }

  /** MTA-7004: an account changed its own password. */
  public static void passwordChanged(String name) {
    LOG.log(Level.INFO, "MTA-7004 password changed name={0}", shown(name));
  }

  /** MTA-7005: a page failed; the operator saw the error page. */
  public static void pageFailed(String page, Throwable cause) {
    LOG.log(Level.ERROR, "MTA-7005 page failed page=" + shown(page), cause);
  }

  /** MTA-7006: a token was shown that does not count. Many of these: somebody guesses. */
  public static void wrongToken(String address) {
    LOG.log(Level.WARNING, "MTA-7006 token refused address={0}", address);
  }

  /** MTA-7007: a request of the REST interface failed; its client was told so. */
  public static void requestFailed(String request, Throwable cause) {
    LOG.log(Level.ERROR, "MTA-7007 request failed request=" + shown(request), cause);
  }

  private static String shown(String text) {
    return PageText.shown(text, 100);
  }
}
