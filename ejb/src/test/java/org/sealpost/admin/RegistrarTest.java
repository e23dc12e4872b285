package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.account.AddressBook;
import org.sealpost.account.ChangeRefusedException;
import org.sealpost.account.Destination;
import org.sealpost.account.HostedDomain;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** What an operator does to domains, accounts and aliases, and what stands in the audit log. */
final class RegistrarTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key ->
              Optional.ofNullable(
                  Map.of("hostname", "mx.example", "local.domains", "set.example").get(key)),
          List.of());
  private static final Domain ONE = Domain.of("one.example");
  private static final String ADA = "ada@one.example";

  private final QueueDatabase database = new QueueDatabase();

  @BeforeEach
  void addDomain() {
    run(registrar -> registrar.addDomain(HostedDomain.withDefaults(ONE)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAccountOfADomainGetsItsMail() {
    run(registrar -> registrar.addAccount("Ada@One.example"));
    run(registrar -> registrar.addAddress(ADA, "Lovelace@one.example"));
    assertThat(mailbox("lovelace@one.example")).isEqualTo(ADA);
    run(registrar -> registrar.setEnabled(ADA, false));
    assertThat(destination(ADA)).isInstanceOf(Destination.Disabled.class);
    run(registrar -> registrar.setEnabled(ADA, true));
    run(registrar -> registrar.removeAddress(ADA, "lovelace@one.example"));
    assertThat(destination("lovelace@one.example")).isInstanceOf(Destination.Unknown.class);
    run(registrar -> registrar.setCertificates(ADA, List.of("ab".repeat(32))));
    run(registrar -> registrar.removeAccount(ADA, "left"));
    assertThat(destination(ADA)).isInstanceOf(Destination.Unknown.class);
    assertThat(actions())
        .containsExactly(
            "add-domain",
            "add-account",
            "add-address",
            "disable-account",
            "enable-account",
            "remove-address",
            "set-certificates",
            "remove-account");
  }

  @Test
  void anAliasLeadsToItsTargetsAndCanBeChanged() {
    run(registrar -> registrar.addAlias("Team@one.example", List.of(ADA, "x@far.example")));
    assertThat(targets()).containsExactly(ADA, "x@far.example");
    run(registrar -> registrar.changeAlias("team@one.example", List.of("y@far.example", ADA)));
    assertThat(targets()).containsExactly(ADA, "y@far.example");
    run(registrar -> registrar.removeAlias("team@one.example", "no longer"));
    assertThat(destination("team@one.example")).isInstanceOf(Destination.Unknown.class);
  }

  @Test
  void aDomainsRulesCount() {
    run(registrar -> registrar.changeDomain(new HostedDomain(ONE, "-", false, "*", true)));
    assertThat(mailbox("any-thing@one.example")).isEqualTo("any@one.example");
    run(registrar -> registrar.changeDomain(new HostedDomain(ONE, "", false, null, false)));
    assertThat(destination(ADA)).isInstanceOf(Destination.Disabled.class);
    run(registrar -> registrar.removeDomain(ONE, "sold"));
    assertThat(destination(ADA)).isInstanceOf(Destination.Remote.class);
  }

  @Test
  void passwordsAreGeneratedLongAndStandInNoAuditLine() {
    run(registrar -> registrar.addAccount(ADA));
    String password = as(registrar -> registrar.generatePassword(ADA));
    assertThat(password).hasSize(20).matches("[a-z2-9]+");
    String another = as(registrar -> registrar.generatePassword(ADA));
    assertThat(another).isNotEqualTo(password);
    assertThat(audit()).noneMatch(row -> row.toString().contains(password));
  }

  @Test
  void whatIsNotRightIsRefusedWithASentence() {
    run(registrar -> registrar.addAccount(ADA));
    run(registrar -> registrar.addAlias("team@one.example", List.of(ADA)));
    refused("already is an address", r -> r.addAccount("ADA@one.example"));
    refused("already is an address", r -> r.addAlias("ada@one.example", List.of("x@y.example")));
    refused("already is an address", r -> r.addAddress(ADA, "TEAM@one.example"));
    refused("add it first", r -> r.addAccount("ada@two.example"));
    refused("is no address", r -> r.addAccount("ada"));
    refused("is no address", r -> r.addAlias("x@one.example", List.of("nobody")));
    refused("lead to itself", r -> r.addAlias("x@one.example", List.of("X@one.example")));
    refused("between 1 and 1000", r -> r.addAlias("x@one.example", List.of()));
    refused("no longer there", r -> r.changeAlias("x@one.example", List.of(ADA)));
    refused("keeps the address", r -> r.removeAddress(ADA, ADA));
    refused("no such address", r -> r.removeAddress(ADA, "team@one.example"));
    refused("between 12 and 256", r -> r.setPassword(ADA, "short"));
    refused("nobody can type", r -> r.setPassword(ADA, "long enough \u0007"));
    refused("64 hexadecimal", r -> r.setCertificates(ADA, List.of("abc")));
    refused("still are accounts", r -> r.removeDomain(ONE, "x"));
    refused("already here", r -> r.addDomain(HostedDomain.withDefaults(ONE)));
    refused("separator is nothing", r -> r.changeDomain(domain("ab", false, null)));
    refused("is no address", r -> r.changeDomain(domain("+", false, "nobody")));
    refused("address literal", r -> r.addDomain(literal()));
    assertThat(actions()).containsExactly("add-domain", "add-account", "add-alias");
  }

  @Test
  void addressesThatCaseAloneTellsApartStayTwo() {
    run(registrar -> registrar.changeDomain(domain("+", true, null)));
    run(registrar -> registrar.addAccount("Bob@one.example"));
    run(registrar -> registrar.addAccount("bob@one.example"));
    assertThat(mailbox("Bob@one.example")).isEqualTo("Bob@one.example");
    refused("by case only", r -> r.changeDomain(domain("+", false, null)));
  }

  @Test
  void aCertificateHasOneOwner() {
    run(registrar -> registrar.addAccount(ADA));
    run(registrar -> registrar.addAccount("bob@one.example"));
    run(registrar -> registrar.setCertificates(ADA, List.of("AB:".repeat(31) + "AB")));
    refused(
        "belongs to ada@one.example",
        r -> r.setCertificates("bob@one.example", List.of("ab".repeat(32))));
  }

  @Test
  void theListsShowWhatIsThere() {
    run(registrar -> registrar.addDomain(HostedDomain.withDefaults(Domain.of("a_e.example"))));
    run(registrar -> registrar.addDomain(HostedDomain.withDefaults(Domain.of("axe.example"))));
    run(registrar -> registrar.addAccount("ada@axe.example"));
    run(registrar -> registrar.addAccount("bob@axe.example"));
    run(registrar -> registrar.addAddress("bob@axe.example", "rob@axe.example"));
    run(registrar -> registrar.setPassword("bob@axe.example", "long enough text"));
    run(registrar -> registrar.addAlias("team@axe.example", List.of("x@y.example")));
    database.transact(
        em -> {
          DirectoryQuery query = new DirectoryQuery(em, SETTINGS.mail().localDomains());
          assertThat(query.domains("", 0, 10))
              .extracting(row -> row.domain().name().name(), DomainRow::accounts)
              .containsExactly(
                  tuple("a_e.example", 0L), tuple("axe.example", 2L), tuple("one.example", 0L));
          assertThat(query.accounts(Domain.of("axe.example"), "", 0, 10))
              .containsExactly(
                  new AccountRow("ada@axe.example", 1, true, false),
                  new AccountRow("bob@axe.example", 2, true, true));
          assertThat(query.aliases(Domain.of("axe.example"), "", 0, 10))
              .containsExactly(new AliasRow("team@axe.example", List.of("x@y.example")));
          assertThat(query.account("bob@axe.example").orElseThrow().addresses())
              .containsExactly("bob@axe.example", "rob@axe.example");
          assertThat(query.account("nobody@axe.example")).isEmpty();
        });
  }

  private static HostedDomain domain(
      String separator, boolean caseSensitive, @Nullable String catchAll) {
    return new HostedDomain(ONE, separator, caseSensitive, catchAll, true);
  }

  private static HostedDomain literal() {
    return HostedDomain.withDefaults(Domain.of("[192.0.2.1]"));
  }

  private void refused(String why, Consumer<Registrar> command) {
    ThrowingCallable attempt = () -> run(command);
    assertThatThrownBy(attempt)
        .isInstanceOf(ChangeRefusedException.class)
        .hasMessageContaining(why);
  }

  private void run(Consumer<Registrar> command) {
    as(
        registrar -> {
          command.accept(registrar);
          return true;
        });
  }

  private <T> T as(Function<Registrar, T> command) {
    return database.inTransaction(em -> command.apply(new Registrar(em, SETTINGS, "ada")));
  }

  private AddressBook book() {
    return as(Registrar::book);
  }

  private Destination destination(String address) {
    return book().destination(Mailbox.of(address));
  }

  private String mailbox(String address) {
    return ((Destination.Local) destination(address)).mailbox().toString();
  }

  private List<String> targets() {
    return ((Destination.Forwarded) destination("team@one.example"))
        .targets().stream().map(Mailbox::toString).toList();
  }

  private List<String> actions() {
    return audit().stream().map(AuditRow::action).toList();
  }

  private List<AuditRow> audit() {
    return database.inTransaction(
        em ->
            em.createQuery("select a from AuditEntity a order by a.id", AuditEntity.class)
                .getResultStream()
                .map(AuditEntity::toRow)
                .toList());
  }
}
