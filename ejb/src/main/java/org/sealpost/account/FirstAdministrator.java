package org.sealpost.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;

/** Makes the first administrator, {@code admin}, where nobody may sign in yet. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FirstAdministrator {
  /** The name to sign in with. */
  public static final String NAME = "admin";

  @PersistenceContext private EntityManager em;

  /**
   * Makes the administrator if there is no account at all.
   *
   * @param data where the file with the one-time password is written
   */
  public void makeIfNobody(Path data) {
    Accounts accounts = new Accounts(em);
    if (accounts.isEmpty()) {
      String password = GeneratedPassword.next(new SecureRandom());
      accounts.add(NAME, password.toCharArray(), Set.of(Role.ADMINISTRATOR));
      // Written before the commit: an account whose password nobody knows would be worse than a
      // file without an account, which the next start writes anew.
      InitialPasswordFile.in(data).write(password);
    }
  }
}
