package org.sealpost.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Makes the first administrator, {@code admin}, where nobody may sign in yet. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FirstAdministrator {
  /** The name to sign in with. */
  public static final String NAME = "admin";

  /** The role that may do everything. */
  public static final String ROLE = "administrator";

  private static final int PASSWORD_LENGTH = 20;

  /** No letters that look like digits. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  @PersistenceContext private EntityManager em;

  /**
   * Makes the administrator if there is no account at all.
   *
   * @param data where the file with the one-time password is written
   */
  public void makeIfNobody(Path data) {
    Accounts accounts = new Accounts(em);
    if (accounts.isEmpty()) {
      String password = oneTimePassword();
      accounts.add(NAME, password.toCharArray(), ROLE);
      // Written before the commit: an account whose password nobody knows would be worse than a
      // file without an account, which the next start writes anew.
      InitialPasswordFile.in(data).write(password);
    }
  }

  private static String oneTimePassword() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
    random
        .ints(PASSWORD_LENGTH, 0, ALPHABET.length())
        .forEach(i -> password.append(ALPHABET.charAt(i)));
    return password.toString();
  }
}
