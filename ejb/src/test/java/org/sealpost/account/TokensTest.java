package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;

/** When a token speaks for somebody, and when no more. */
final class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-27T15:26:43Z");
  private static final Duration DAY = Duration.ofDays(1);

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

  @BeforeEach
  void addUser() {
    add("ada", Role.OPERATOR, Role.SENDER);
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  private static void add(String name, Role... roles) {
    database.transact(
        em -> {
          new Accounts(em).add(name, "one".toCharArray(), Set.of(roles));
          em.flush();
          // As if they had signed in and set their own, which costs as much as it should.
          em.createQuery("update AccountEntity a set a.mustChangePassword = false").executeUpdate();
        });
  }

  private static Tokens tokens(EntityManager em, Instant at) {
    return new Tokens(em, at, new SecureRandom());
  }

  private static MadeToken make(String owner, Role... roles) {
    return database.inTransaction(
        em -> tokens(em, NOW).make(owner, "nightly", Set.of(roles), NOW.plus(DAY)));
  }

  private static Optional<TokenCaller> caller(String text, Instant at) {
    return database.inTransaction(em -> tokens(em, at).verify(text));
  }

  @Test
  void speaksForItsOwnerWithItsRolesUntilItsEnd() {
    MadeToken made = make("ada", Role.OPERATOR);
    assertThat(made.text()).matches("sealpost_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");
    assertThat(made.toString()).doesNotContain(made.text());
    assertThat(caller(made.text(), NOW))
        .contains(new TokenCaller("ada", "nightly", Set.of(Role.OPERATOR)));
    assertThat(caller(made.text(), NOW.plus(DAY).minusMillis(1))).isPresent();
    assertThat(caller(made.text(), NOW.plus(DAY))).isEmpty();
  }

  @Test
  void theSecretIsKeptNowhere() {
    String secret = make("ada", Role.OPERATOR).text().substring("sealpost_".length() + 17);
    String kept =
        database.inTransaction(
            em ->
                em.createQuery("select t from TokenEntity t", TokenEntity.class)
                    .getSingleResult()
                    .secretHash());
    assertThat(kept).matches("[0-9a-f]{64}").doesNotContain(secret);
  }

  @Test
  void anotherSecretOrNoneIsNobody() {
    String text = make("ada", Role.OPERATOR).text();
    String others = make("ada", Role.SENDER).text();
    int secret = "sealpost_".length() + 17;
    for (String wrong :
        new String[] {
          "",
          "sealpost_",
          text.substring(1),
          text + "A",
          text + "\n",
          " " + text,
          text.toUpperCase(Locale.ROOT),
          text.substring(0, secret),
          text.substring(0, secret) + others.substring(secret),
          text.substring(0, secret) + "0".repeat(43),
          "sealpost_0000000000000000_" + text.substring(secret)
        }) {
      assertThat(caller(wrong, NOW)).as(wrong).isEmpty();
    }
  }

  @Test
  void canNoMoreThanItsOwnerCanNow() {
    add("admin", Role.ADMINISTRATOR); // somebody has to stay
    MadeToken made = make("ada", Role.OPERATOR, Role.SENDER);
    changed(changes -> changes.setRoles("ada", Set.of(Role.SENDER, Role.AUDITOR)));
    assertThat(caller(made.text(), NOW))
        .map(TokenCaller::roles)
        .contains(Set.of(Role.SENDER)); // not AUDITOR: it was not given that
    changed(changes -> changes.setRoles("ada", Set.of(Role.AUDITOR)));
    assertThat(caller(made.text(), NOW)).isEmpty();
  }

  @Test
  void endsWithItsOwner() {
    add("admin", Role.ADMINISTRATOR); // somebody has to stay
    MadeToken made = make("ada", Role.OPERATOR);
    changed(changes -> changes.setEnabled("ada", false));
    assertThat(caller(made.text(), NOW)).isEmpty();
    changed(changes -> changes.setEnabled("ada", true));
    assertThat(caller(made.text(), NOW)).isPresent();
    changed(changes -> changes.resetPassword("ada"));
    assertThat(caller(made.text(), NOW)).as("on a one-time password").isEmpty();
    changed(changes -> changes.remove("ada", "admin"));
    add("ada", Role.OPERATOR);
    assertThat(caller(made.text(), NOW)).as("somebody of the same name").isEmpty();
  }

  @Test
  void isRevokedByItsOwnerOrByWhoMayRevokeAnybodys() {
    MadeToken adas = make("ada", Role.OPERATOR);
    String id = adas.token().id();
    refused(tokens -> tokens.revoke(id, "admin", "admin"), "no such token");
    refused(tokens -> tokens.revoke("0000000000000000", null, "admin"), "no such token");
    assertThat(caller(adas.text(), NOW)).isPresent();
    database.transact(em -> tokens(em, NOW).revoke(id, null, "admin"));
    assertThat(caller(adas.text(), NOW)).isEmpty();
    refused(tokens -> tokens.revoke(id, null, "admin"), "revoked already");
    MadeToken another = make("ada", Role.OPERATOR);
    database.transact(em -> tokens(em, NOW).revoke(another.token().id(), "ada", "ada"));
    assertThat(caller(another.text(), NOW)).isEmpty();
  }

  @Test
  void isNotMadeWithRolesThatItsOwnerHasNotOrForTooLong() {
    refused(tokens -> tokens.make("ada", "x", Set.of(Role.ADMINISTRATOR), NOW.plus(DAY)), "role");
    refused(tokens -> tokens.make("ada", "x", Set.of(), NOW.plus(DAY)), "role");
    refused(tokens -> tokens.make("nobody", "x", Set.of(Role.SENDER), NOW.plus(DAY)), "role");
    refused(tokens -> tokens.make("ada", "x", Set.of(Role.SENDER), NOW), "ends");
    Instant late = NOW.plus(Tokens.LONGEST).plusMillis(1);
    refused(tokens -> tokens.make("ada", "x", Set.of(Role.SENDER), late), "ends");
    refused(tokens -> tokens.make("ada", " ", Set.of(Role.SENDER), NOW.plus(DAY)), "name");
    refused(tokens -> tokens.make("ada", "a\nb", Set.of(Role.SENDER), NOW.plus(DAY)), "name");
    add("admin", Role.ADMINISTRATOR);
    assertThat(make("admin", Role.SENDER).token().roles()).containsExactly(Role.SENDER);
  }

  @Test
  void nobodyHasMoreThanFifty() {
    for (int i = 0; i < 50; i++) {
      make("ada", Role.SENDER);
    }
    refused(tokens -> tokens.make("ada", "x", Set.of(Role.SENDER), NOW.plus(DAY)), "50 tokens");
    // Those that have ended take nobody's place.
    Instant later = NOW.plus(DAY);
    database.transact(
        em -> tokens(em, later).make("ada", "x", Set.of(Role.SENDER), later.plus(DAY)));
  }

  @Test
  void itsUseIsKeptByTheHour() {
    MadeToken made = make("ada", Role.SENDER);
    assertThat(made.token().lastUsed()).isNull();
    assertThat(caller(made.text(), NOW)).isPresent();
    database.transact(
        em ->
            assertThat(tokens(em, NOW).list("ada", 0, 10))
                .extracting(AccessToken::lastUsed)
                .containsExactly(NOW.truncatedTo(ChronoUnit.HOURS)));
  }

  @Test
  void listsOfAnyLengthAreReadToTheirEndEachTokenOnce() {
    int rows = 520;
    database.transact(
        em -> {
          for (int i = 0; i < rows; i++) {
            // Many of the same time, where the id decides.
            Instant at = NOW.minusSeconds(i / 100);
            String owner = i % 5 == 0 ? "ada" : "bob";
            String id = "%016x".formatted(Integer.reverse(i) & 0xffffffffL);
            var token =
                new AccessToken(
                    id, "t", owner, Set.of(Role.SENDER), at, at.plus(DAY), null, null, null);
            em.persist(new TokenEntity(token, "0".repeat(64)));
          }
        });
    List<AccessToken> all = walk(null);
    assertThat(all).hasSize(rows).doesNotHaveDuplicates();
    assertThat(all)
        .isSortedAccordingTo(
            Comparator.comparing(AccessToken::madeAt).reversed().thenComparing(AccessToken::id));
    assertThat(walk("ada")).hasSize(rows / 5).allMatch(token -> token.owner().equals("ada"));
    database.transact(
        em -> {
          assertThat(tokens(em, NOW).count(null)).isEqualTo(rows);
          assertThat(tokens(em, NOW).count("ada")).isEqualTo(rows / 5);
          assertThat(tokens(em, NOW).after(null, "unknown", 10)).isEmpty();
        });
  }

  private static List<AccessToken> walk(@Nullable String owner) {
    int page = 51;
    List<AccessToken> all = new ArrayList<>();
    List<AccessToken> rows;
    do {
      rows =
          database.inTransaction(
              em ->
                  all.isEmpty()
                      ? tokens(em, NOW).list(owner, 0, page)
                      : tokens(em, NOW).after(owner, all.get(all.size() - 1).id(), page));
      all.addAll(rows);
    } while (rows.size() == page);
    return all;
  }

  @Test
  void endedTokensBeforeItsOwnHideNoneThatCounts() {
    database.transact(
        em -> {
          for (int i = 0; i < 600; i++) {
            boolean counts = i < 50; // the oldest
            Instant at = NOW.minus(DAY).plusSeconds(i);
            var token =
                new AccessToken(
                    "%016x".formatted(i),
                    "t",
                    "ada",
                    Set.of(Role.SENDER),
                    at,
                    NOW.plus(DAY),
                    null,
                    counts ? null : NOW,
                    counts ? null : "ada");
            em.persist(new TokenEntity(token, "0".repeat(64)));
          }
        });
    refused(tokens -> tokens.make("ada", "x", Set.of(Role.SENDER), NOW.plus(DAY)), "50 tokens");
  }

  private void changed(Consumer<UserChanges> change) {
    database.transact(em -> change.accept(new UserChanges(em, directory)));
  }

  private static void refused(Consumer<Tokens> work, String why) {
    assertThatThrownBy(() -> database.transact(em -> work.accept(tokens(em, NOW))))
        .isInstanceOf(ChangeRefusedException.class)
        .hasMessageContaining(why);
  }
}
