package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;

/** Who may use the console, and that somebody always may. */
final class UserChangesTest {
  private static QueueDatabase database;

  private final Directory directory =
      new Directory(new BookSamples().domain("here.example").book());

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
    database.transact(
        em -> new Accounts(em).add("admin", "one".toCharArray(), Set.of(Role.ADMINISTRATOR)));
  }

  @Test
  void aNewUserSignsInOnAOneTimePasswordWithTheirRoles() {
    String password =
        database.inTransaction(em -> changes(em).add("ada", Set.of(Role.AUDITOR), null));
    ConsoleAccount ada = signIn("ada", password);
    assertThat(ada.roles()).containsExactly(Role.AUDITOR);
    assertThat(ada.mustChangePassword()).isTrue();
    refused(changes -> changes.add("ada", Set.of(Role.AUDITOR), null), "already");
    refused(changes -> changes.add("no/body", Set.of(Role.AUDITOR), null), "name has");
    refused(changes -> changes.add("eve", EnumSet.noneOf(Role.class), null), "needs a role");
    refused(changes -> changes.add("eve", Set.of(Role.SENDER), "nobody@nowhere.test"), "no mail");
  }

  @Test
  void theLastAdministratorStays() {
    refused(changes -> changes.setEnabled("admin", false), "last administrator");
    refused(changes -> changes.setRoles("admin", Set.of(Role.OPERATOR)), "last administrator");
    refused(changes -> changes.remove("admin", "test"), "last administrator");
    database.transact(
        em -> {
          changes(em).add("ada", Set.of(Role.ADMINISTRATOR), null);
          changes(em).setEnabled("ada", false);
        });
    refused(changes -> changes.remove("admin", "test"), "last administrator");
    database.transact(em -> changes(em).setEnabled("ada", true));
    database.transact(em -> changes(em).remove("admin", "test"));
    refused(changes -> changes.remove("ada", "test"), "last administrator");
  }

  @Test
  void everyChangeThatEndsSessionsCountsTheVersion() {
    String first =
        database.inTransaction(em -> changes(em).add("ada", Set.of(Role.OPERATOR), null));
    long version = signIn("ada", first).version();
    database.transact(em -> changes(em).setRoles("ada", Set.of(Role.SENDER, Role.AUDITOR)));
    ConsoleAccount changed = signIn("ada", first);
    assertThat(changed.version()).isGreaterThan(version);
    assertThat(changed.roles()).containsExactlyInAnyOrder(Role.SENDER, Role.AUDITOR);
    String second = database.inTransaction(em -> changes(em).resetPassword("ada"));
    assertThat(signIn("ada", second).version()).isGreaterThan(changed.version());
    database.transact(em -> changes(em).setEnabled("ada", false));
    boolean may =
        database.inTransaction(
            em -> new Accounts(em).verify("ada", second.toCharArray()).isPresent());
    assertThat(may).isFalse();
  }

  @Test
  void aRoleThatNobodyKnowsGrantsNothing() {
    assertThat(Role.read("administrator, wizard,auditor,"))
        .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.AUDITOR);
    assertThat(Role.written(EnumSet.allOf(Role.class)))
        .isEqualTo("administrator,operator,auditor,sender");
  }

  private static ConsoleAccount signIn(String name, String password) {
    return database.inTransaction(
        em -> new Accounts(em).verify(name, password.toCharArray()).orElseThrow());
  }

  private void refused(Consumer<UserChanges> change, String why) {
    assertThatThrownBy(() -> database.transact(em -> change.accept(changes(em))))
        .isInstanceOf(ChangeRefusedException.class)
        .hasMessageContaining(why);
  }

  private UserChanges changes(jakarta.persistence.EntityManager em) {
    return new UserChanges(em, directory);
  }
}
