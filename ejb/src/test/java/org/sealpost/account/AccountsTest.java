package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;

/** Who may sign in, and how a password is changed. */
final class AccountsTest {
  private static final char[] ONE_TIME = "one-time-password".toCharArray();
  private static final char[] OWN = "a password of their own".toCharArray();

  private static QueueDatabase database;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  @BeforeEach
  void addAdministrator() {
    database.transact(em -> new Accounts(em).add("admin", ONE_TIME, Set.of(Role.ADMINISTRATOR)));
  }

  @Test
  void aLongListIsReadToItsEndEachOnce() {
    database.transact(
        em -> {
          for (int i = 519; i >= 0; i--) {
            em.persist(new AccountEntity("u%04d".formatted(i), "none", Set.of(Role.SENDER)));
          }
        });
    List<String> names = new ArrayList<>();
    List<ConsoleAccount> page;
    do {
      String after = names.isEmpty() ? "" : names.get(names.size() - 1);
      page = database.inTransaction(em -> new Accounts(em).list(after, 0, 201));
      page.forEach(account -> names.add(account.name()));
    } while (page.size() == 201);
    assertThat(names).hasSize(521).startsWith("admin", "u0000").endsWith("u0519").isSorted();
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void knowsTheRightPasswordAndThatItHasToBeChanged() {
    database.transact(
        em -> {
          ConsoleAccount account = new Accounts(em).verify("admin", ONE_TIME).orElseThrow();
          assertThat(account.roles()).containsExactly(Role.ADMINISTRATOR);
          assertThat(account.mustChangePassword()).isTrue();
          assertThat(new Accounts(em).verify("admin", OWN)).isEmpty();
          assertThat(new Accounts(em).verify("nobody", ONE_TIME)).isEmpty();
          assertThat(new Accounts(em).verify("admin", new char[5000])).isEmpty();
        });
  }

  @Test
  void aChangedPasswordReplacesTheOneTimePassword() {
    database.transact(em -> new Accounts(em).changePassword("admin", ONE_TIME, OWN));
    database.transact(
        em -> {
          assertThat(new Accounts(em).verify("admin", ONE_TIME)).isEmpty();
          ConsoleAccount account = new Accounts(em).verify("admin", OWN).orElseThrow();
          assertThat(account.mustChangePassword()).isFalse();
        });
  }

  @Test
  void refusesWeakAndUnchangedPasswordsAndAWrongOldOne() {
    assertRefused(ONE_TIME, "too short".toCharArray(), "between 12 and 1024");
    assertRefused(ONE_TIME, ONE_TIME, "the same as the old one");
    assertRefused(OWN, OWN, "old password is not right");
  }

  private void assertRefused(char[] old, char[] changed, String why) {
    assertThatThrownBy(
            () -> database.transact(em -> new Accounts(em).changePassword("admin", old, changed)))
        .isInstanceOf(PasswordRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void theSamePasswordHasAnotherHashEveryTime() {
    SecureRandom random = new SecureRandom();
    String first = PasswordHash.of(OWN, random);
    assertThat(first).startsWith("pbkdf2-sha512$210000$").doesNotContain("password");
    assertThat(PasswordHash.of(OWN, random)).isNotEqualTo(first);
    assertThat(PasswordHash.matches(OWN, first)).isTrue();
    assertThat(PasswordHash.matches(ONE_TIME, first)).isFalse();
    assertThat(PasswordHash.matchesNobody(new char[0])).isFalse();
  }
}
