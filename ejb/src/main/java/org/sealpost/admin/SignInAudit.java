package org.sealpost.admin;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;

/**
 * Who came in, who was turned away, and who changed their password, in the audit log. An entry
 * holds the name and the IP address.
 *
 * <p>Refusals are recorded up to {@value RefusalQuota#MOST} in 24 hours: everybody can cause them,
 * and the audit log is never cut. Beyond that they stand in the log file only, which is.
 */
@Singleton
@Lock(LockType.READ)
@PermitAll
public class SignInAudit {
  private static final int MAX_NAME = 64;
  private static final String LAST_OF_MANY = "Further refusals of these 24 hours are not recorded.";

  @PersistenceContext private EntityManager em;

  private final RefusalQuota refusals = new RefusalQuota(InstantSource.system());

  /** Somebody has shown the right password; to be called before they are let in. */
  public void signedIn(String name, String address) {
    log(name).addOfAccount("sign-in", address, null);
  }

  /**
   * A password was looked at and not right, or there is no such account.
   *
   * @param name as typed, of any length and content
   */
  public void signInRefused(String name, String address) {
    RefusalQuota.Place place = refusals.take();
    if (place != RefusalQuota.Place.NONE) {
      String reason = place == RefusalQuota.Place.LAST ? LAST_OF_MANY : null;
      log(name).addOfAccount("sign-in-refused", address, reason);
    }
  }

  /** Somebody changed their own password. */
  public void passwordChanged(String name, String address) {
    log(name).addOfAccount("change-password", address, null);
  }

  private AuditLog log(String name) {
    return new AuditLog(em, visible(name));
  }

  /** A typed name as one short line: what is not a printable character becomes a question mark. */
  static String visible(String name) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < name.length(); ) {
      int c = name.codePointAt(at);
      int shown = isPrintable(c) ? c : '?';
      if (out.length() + Character.charCount(shown) > MAX_NAME) {
        break;
      }
      out.appendCodePoint(shown);
      at += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
