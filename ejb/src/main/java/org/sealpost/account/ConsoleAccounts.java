package org.sealpost.account;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Optional;
import org.sealpost.config.Settings;

/** Who may use the console. Passwords are kept as PBKDF2 hashes, never reversibly. */
@Stateless
public class ConsoleAccounts {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Settings settings;

  /**
   * Checks a name and password; costs the same for an unknown name.
   *
   * @return the account, empty where either is wrong
   */
  public Optional<ConsoleAccount> verify(String name, char[] password) {
    return new Accounts(em).verify(name, password);
  }

  /** The account as it is now; empty where there is none. */
  public Optional<ConsoleAccount> find(String name) {
    return new Accounts(em).find(name);
  }

  /** One page of the accounts, by name. */
  public List<ConsoleAccount> list(int first, int most) {
    return new Accounts(em).list("", first, most);
  }

  /** The accounts that come after a name, by name. */
  public List<ConsoleAccount> after(String name, int most) {
    return new Accounts(em).list(name, 0, most);
  }

  /** How many accounts there are. */
  public long count() {
    return em.createQuery("select count(a) from AccountEntity a", Long.class).getSingleResult();
  }

  /**
   * Sets an account's own new password and ends the one-time password.
   *
   * @throws PasswordRefusedException too short, the same as before, or the old one is wrong; the
   *     message is for the person
   */
  public void changePassword(String name, char[] oldPassword, char[] newPassword) {
    new Accounts(em).changePassword(name, oldPassword, newPassword);
    // Only once it is void: a one-time password that is still valid must not be gone.
    transaction.registerInterposedSynchronization(
        InitialPasswordFile.in(settings.data()).removal());
  }
}
