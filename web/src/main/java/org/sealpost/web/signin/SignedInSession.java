package org.sealpost.web.signin;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the session of somebody signed in remembers beside who it is. */
final class SignedInSession {
  private static final String PASSWORD_IS_OWN = "org.sealpost.web.passwordIsOwn";
  private static final String LAST_ACTION = "org.sealpost.web.lastAction";

  private SignedInSession() {}

  static void start(HttpSession session, boolean mustChangePassword) {
    session.setAttribute(PASSWORD_IS_OWN, !mustChangePassword);
    session.removeAttribute(LAST_ACTION);
  }

  /** The password was changed just now. */
  static void passwordChanged(HttpSession session) {
    session.setAttribute(PASSWORD_IS_OWN, true);
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
