package org.sealpost.account;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.Mailbox;

/**
 * Changes who may use the console, in the transaction of the caller. Every method throws {@link
 * ChangeRefusedException} where the change would not be right. There always stays an administrator
 * who can sign in: else nobody could make another one.
 */
public final class UserChanges {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

  private final EntityManager em;
  private final Directory directory;
  private final SecureRandom random = new SecureRandom();

  /** For one transaction. */
  public UserChanges(EntityManager em, Directory directory) {
    this.em = em;
    this.directory = directory;
  }

  /**
   * Makes a user.
   *
   * @return their one-time password, kept nowhere
   */
  public String add(String name, Set<Role> roles, @Nullable String mailAccount) {
    if (!NAME.matcher(name).matches()) {
      throw new ChangeRefusedException(Refusal.NO_USER_NAME);
    }
    if (em.find(AccountEntity.class, name) != null) {
      throw new ChangeRefusedException(Refusal.USER_THERE, name);
    }
    String password = GeneratedPassword.next(random);
    AccountEntity made = new AccountEntity(name, hash(password), checked(roles));
    made.setMailAccount(checked(mailAccount));
    em.persist(made);
    return password;
  }

  /** Gives a user other roles; returns the old ones. */
  public Set<Role> setRoles(String name, Set<Role> roles) {
    AccountEntity user = user(name);
    Set<Role> old = user.roles();
    if (!checked(roles).contains(Role.ADMINISTRATOR)) {
      refuseWithoutAdministrator(user);
    }
    user.setRoles(roles);
    return old;
  }

  /** Sets the mail account in whose name a user sends; returns the old one. */
  public @Nullable String setMailAccount(String name, @Nullable String mailAccount) {
    AccountEntity user = user(name);
    String old = user.mailAccount();
    user.setMailAccount(checked(mailAccount));
    return old;
  }

  /** Lets a user sign in, or not; what they have open ends at once. */
  public void setEnabled(String name, boolean enabled) {
    AccountEntity user = user(name);
    if (!enabled) {
      refuseWithoutAdministrator(user);
    }
    user.setEnabled(enabled);
  }

  /** Gives a user a one-time password, which is returned to be shown once. */
  public String resetPassword(String name) {
    String password = GeneratedPassword.next(random);
    user(name).setOneTimePasswordHash(hash(password));
    return password;
  }

  /** Removes a user, and revokes their tokens. */
  public void remove(String name, String by) {
    AccountEntity user = user(name);
    refuseWithoutAdministrator(user);
    new Tokens(em, Instant.now(), random).revokeAll(name, by);
    em.remove(user);
  }

  private String hash(String password) {
    return PasswordHash.of(password.toCharArray(), random);
  }

  private AccountEntity user(String name) {
    AccountEntity user = em.find(AccountEntity.class, name);
    if (user == null) {
      throw new ChangeRefusedException(Refusal.USER_GONE, name);
    }
    return user;
  }

  /** Two who take each other's role away at the same moment come one after the other here. */
  private void refuseWithoutAdministrator(AccountEntity changed) {
    List<String> names =
        em.createQuery("select a.name from AccountEntity a order by a.name", String.class)
            .getResultList();
    // Row by row, in one order: Derby locks no sorted result.
    List<AccountEntity> all = new ArrayList<>();
    for (String name : names) {
      AccountEntity user = em.find(AccountEntity.class, name, LockModeType.PESSIMISTIC_WRITE);
      if (user != null) {
        em.refresh(user);
        all.add(user);
      }
    }
    boolean another =
        all.stream()
            .filter(user -> !user.name().equals(changed.name()))
            .anyMatch(user -> user.enabled() && user.roles().contains(Role.ADMINISTRATOR));
    if (!another) {
      throw new ChangeRefusedException(Refusal.LAST_ADMINISTRATOR, changed.name());
    }
  }

  private static Set<Role> checked(Set<Role> roles) {
    if (roles.isEmpty()) {
      throw new ChangeRefusedException(Refusal.NO_ROLE);
    }
    return roles;
  }

  private @Nullable String checked(@Nullable String mailAccount) {
    if (mailAccount == null || mailAccount.isBlank()) {
      return null;
    }
    return Mailbox.parse(mailAccount.strip())
        .flatMap(address -> directory.current().account(address))
        .orElseThrow(
            () -> new ChangeRefusedException(Refusal.NO_MAIL_ACCOUNT, mailAccount.strip()));
  }
}
