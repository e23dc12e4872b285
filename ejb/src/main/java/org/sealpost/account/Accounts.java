package org.sealpost.account;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.refusal.Refusal;

/** The accounts' rules, in the transaction of the caller. */
final class Accounts {
  private static final int MIN_LENGTH = 12;
  private static final int MAX_LENGTH = 1024;

  private final EntityManager em;

  Accounts(EntityManager em) {
    this.em = em;
  }

  Optional<ConsoleAccount> find(String name) {
    return Optional.ofNullable(em.find(AccountEntity.class, name)).map(AccountEntity::toAccount);
  }

  /** Those after a name (empty for all), by name, without the first so many. */
  List<ConsoleAccount> list(String after, int first, int most) {
    return em.createQuery(
            "select a from AccountEntity a where a.name > :after order by a.name",
            AccountEntity.class)
        .setParameter("after", after)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(AccountEntity::toAccount)
        .toList();
  }

  Optional<ConsoleAccount> verify(String name, char[] password) {
    AccountEntity account = em.find(AccountEntity.class, name);
    if (password.length > MAX_LENGTH) {
      return Optional.empty(); // nobody has such a password; hashing it would only cost
    }
    boolean right =
        account == null
            ? PasswordHash.matchesNobody(password)
            : PasswordHash.matches(password, account.passwordHash());
    return right && account != null && account.enabled()
        ? Optional.of(account.toAccount())
        : Optional.empty();
  }

  void changePassword(String name, char[] oldPassword, char[] newPassword) {
    AccountEntity account = em.find(AccountEntity.class, name);
    if (account == null || verify(name, oldPassword).isEmpty()) {
      throw new PasswordRefusedException(Refusal.PASSWORD_WRONG);
    }
    if (newPassword.length < MIN_LENGTH || newPassword.length > MAX_LENGTH) {
      throw new PasswordRefusedException(Refusal.PASSWORD_LENGTH, MIN_LENGTH, MAX_LENGTH);
    }
    if (Arrays.equals(oldPassword, newPassword)) {
      throw new PasswordRefusedException(Refusal.PASSWORD_UNCHANGED);
    }
    account.setPasswordHash(PasswordHash.of(newPassword, new SecureRandom()));
  }

  boolean isEmpty() {
    return em.createQuery("select count(a) from AccountEntity a", Long.class).getSingleResult()
        == 0;
  }

  void add(String name, char[] oneTimePassword, Set<Role> roles) {
    String hash = PasswordHash.of(oneTimePassword, new SecureRandom());
    em.persist(new AccountEntity(name, hash, roles));
  }
}
