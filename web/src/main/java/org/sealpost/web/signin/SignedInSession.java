package org.sealpost.web.signin;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the session of somebody signed in remembers beside who it is. */
final class SignedInSession {
  private static final String PASSWORD_IS_OWN = "org.sealpost.web.passwordIsOwn";
  private static final String ACCOUNT_VERSION = "org.sealpost.web.accountVersion";
  private static final String LAST_ACTION = "org.sealpost.web.lastAction";

  private SignedInSession() {}

  static void start(HttpSession session, boolean mustChangePassword, long accountVersion) {
    session.setAttribute(PASSWORD_IS_OWN, !mustChangePassword);
    session.setAttribute(ACCOUNT_VERSION, accountVersion);
    session.removeAttribute(LAST_ACTION);
  }

  /** The password was changed just now, by which the account has another version. */
  static void passwordChanged(HttpSession session, long accountVersion) {
    session.setAttribute(PASSWORD_IS_OWN, true);
    session.setAttribute(ACCOUNT_VERSION, accountVersion);
  }

  /** Whether the account is still as it was when the session began. */
  static boolean isOfVersion(HttpSession session, long accountVersion) {
    return Long.valueOf(accountVersion).equals(session.getAttribute(ACCOUNT_VERSION));
  }

  /** Whether the one-time password is still in use; true also where that is not known. */
  static boolean mustChangePassword(@Nullable HttpSession session) {
    return session == null || !Boolean.TRUE.equals(session.getAttribute(PASSWORD_IS_OWN));
  }

  /** When the person last did something, null where nothing is known yet. */
  static @Nullable Instant lastAction(HttpSession session) {
    return session.getAttribute(LAST_ACTION) instanceof Instant at ? at : null;
  }

  static void acted(HttpSession session, Instant at) {
    session.setAttribute(LAST_ACTION, at);
  }
}
