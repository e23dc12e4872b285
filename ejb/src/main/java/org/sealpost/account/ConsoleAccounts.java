package org.sealpost.account;

import jakarta.ejb.Stateless;
import java.util.Optional;

/** Who may use the console. Passwords are kept as PBKDF2 hashes, never reversibly. */
@Stateless
public class ConsoleAccounts {
  /**
   * Checks a name and password; costs the same for an unknown name.
   *
   * @return the account, empty where either is wrong
   */
  public Optional<ConsoleAccount> verify(String name, char[] password) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets an account's own new password and ends the one-time password.
   *
   * @throws IllegalArgumentException too short (fewer than 12 characters) or the same as before;
   *     the message is for the person
   */
  public void changePassword(String name, char[] oldPassword, char[] newPassword) {
    throw new UnsupportedOperationException();
  }
}
