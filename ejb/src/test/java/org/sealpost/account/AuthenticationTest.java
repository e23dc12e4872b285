package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.inflow.SignIn;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** Who is let in with a password, and what somebody learns who asks for SCRAM keys. */
final class AuthenticationTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());
  private static final String PASSWORD = "correct horse battery";

  private final QueueDatabase database = new QueueDatabase();
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private Directory directory = new Directory(new BookSamples().book());

  @BeforeEach
  void addAccounts() {
    directory =
        new Directory(
            database.inTransaction(
                em -> {
                  BookChanges changes = new BookChanges(em, SETTINGS);
                  changes.addDomain(HostedDomain.withDefaults(Domain.of("one.example")));
                  changes.addAccount("ada@one.example");
                  changes.addAddress("ada@one.example", "lovelace@one.example");
                  changes.addAccount("off@one.example");
                  changes.addAccount("new@one.example");
                  MailPasswords passwords = new MailPasswords(changes, SETTINGS);
                  passwords.set("ada@one.example", PASSWORD);
                  passwords.set("off@one.example", PASSWORD);
                  changes.setEnabled("off@one.example", false);
                  return changes.book();
                }));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ada@one.example, correct horse battery, , ada@one.example",
    "LOVELACE@One.example, correct horse battery, , ada@one.example",
    "ada@one.example, correct horse battery, '', ada@one.example",
    "ada@one.example, correct horse battery, lovelace@one.example, ada@one.example",
    "ada@one.example, correct horse battery, off@one.example, refused",
    "ada@one.example, correct horse battery, root, refused",
    "ada@one.example, correct horse batter, , refused",
    "ada@one.example, '', , refused",
    "ada+tag@one.example, correct horse battery, , refused",
    "ada, correct horse battery, , refused",
    "off@one.example, correct horse battery, , refused",
    "new@one.example, correct horse battery, , refused",
    "nobody@one.example, correct horse battery, , refused",
  })
  @Tag("rfc4616-2")
  void passwordsLetTheRightOnesIn(
      String user, String password, @Nullable String actsAs, String outcome) {
    assertThat(shown(signIn(new Credential.Password(user, password, actsAs)))).isEqualTo(outcome);
  }

  @Test
  void aChangedPasswordCountsAtOnceThoughTheOldOneIsRemembered() {
    Authentication authentication = authentication();
    assertThat(tryPassword(authentication, PASSWORD)).isEqualTo("ada@one.example");
    assertThat(tryPassword(authentication, PASSWORD)).isEqualTo("ada@one.example");
    database.transact(
        em ->
            new MailPasswords(new BookChanges(em, SETTINGS), SETTINGS)
                .set("ada@one.example", "another good one"));
    assertThat(tryPassword(authentication, PASSWORD)).isEqualTo("refused");
    assertThat(tryPassword(authentication, "another good one")).isEqualTo("ada@one.example");
  }

  @Test
  void rightPasswordsAreForgottenAfterAWhile() {
    RecentPasswords recent = new RecentPasswords(() -> now, new SecureRandom());
    recent.add("p", "hash");
    assertThat(recent.knows("p", "hash")).isTrue();
    assertThat(recent.knows("p", "other hash")).isFalse();
    assertThat(recent.knows("q", "hash")).isFalse();
    now = now.plus(RecentPasswords.KEPT);
    assertThat(recent.knows("p", "hash")).isFalse();
  }

  @Test
  @Tag("rfc4013")
  void whatDifferentKeyboardsSendIsOnePassword() {
    database.transact(
        em ->
            new MailPasswords(new BookChanges(em, SETTINGS), SETTINGS)
                .set("ada@one.example", "Ma\u00dfe\u00a0f\u00fcr alle"));
    assertThat(tryPassword(authentication(), "Ma\u00dfe fu\u0308r al\u00adle"))
        .isEqualTo("ada@one.example");
  }

  @Test
  void whoProvedThemselvesByScramMayStillBeDisabled() {
    assertThat(shown(signIn(new Credential.ScramProven("lovelace@one.example", null))))
        .isEqualTo("ada@one.example");
    assertThat(shown(signIn(new Credential.ScramProven("off@one.example", null))))
        .isEqualTo("refused");
    assertThat(shown(signIn(new Credential.ScramProven("ada@one.example", "off@one.example"))))
        .isEqualTo("refused");
  }

  @Test
  @Tag("rfc5802-3")
  void scramKeysAreThoseOfThePassword() {
    ScramKeys keys = scramKeys("Ada@one.example");
    assertThat(keys.iterations()).isEqualTo(15_000);
    assertThat(ScramDerivation.of(PASSWORD, keys.salt(), 15_000)).isEqualTo(keys);
  }

  @Test
  void whoDoesNotExistLooksAsIfTheyDid() {
    ScramKeys nobody = scramKeys("nobody@one.example");
    assertThat(nobody).isEqualTo(scramKeys("NOBODY@one.example"));
    assertThat(nobody.salt()).hasSize(16).isNotEqualTo(scramKeys("else@one.example").salt());
    assertThat(nobody.iterations()).isEqualTo(scramKeys("ada@one.example").iterations());
    assertThat(nobody.storedKey()).hasSize(32);
    assertThat(nobody.serverKey()).hasSize(32);
    assertThat(scramKeys("new@one.example").salt()).hasSize(16);
    assertThat(scramKeys("no address").salt()).hasSize(16);
  }

  /** The example of RFC 7677 §3: the server signature v= that its server key gives. */
  @Test
  @Tag("rfc7677-3")
  void derivesTheKeysOfTheExample() {
    byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    ScramKeys keys = ScramDerivation.of("pencil", salt, 4096);
    String authMessage =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    byte[] signature = ScramDerivation.hmac(keys.serverKey(), authMessage);
    assertThat(Base64.getEncoder().encodeToString(signature))
        .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void tokensAreRefusedWhereThereIsNoIssuer() {
    assertThat(shown(signIn(new Credential.BearerToken("x.y.z", null)))).isEqualTo("refused");
  }

  @Test
  void theSamePasswordHasAnotherHashEveryTime() {
    SecureRandom random = new SecureRandom();
    String first = Argon2Hash.of(PASSWORD, random);
    assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
    assertThat(Argon2Hash.of(PASSWORD, random)).isNotEqualTo(first);
    assertThat(Argon2Hash.matches(PASSWORD, first)).isTrue();
    assertThat(Argon2Hash.matches("other", first)).isFalse();
    assertThat(Argon2Hash.matchesNobody("")).isFalse();
  }

  private String tryPassword(Authentication authentication, String password) {
    Credential credential = new Credential.Password("ada@one.example", password, null);
    return shown(
        database.<SignIn>inTransaction(
            em -> authentication.signIn(new StoredCredentials(em), credential)));
  }

  private SignIn signIn(Credential credential) {
    return database.inTransaction(
        em -> authentication().signIn(new StoredCredentials(em), credential));
  }

  private ScramKeys scramKeys(String user) {
    return database.inTransaction(
        em -> authentication().scramKeys(new StoredCredentials(em), user));
  }

  private Authentication authentication() {
    return new Authentication(
        directory,
        15_000,
        new byte[32],
        null,
        new ClientCertificates(Set.of(), () -> now),
        () -> now);
  }

  static String shown(SignIn signIn) {
    return signIn instanceof SignIn.Accepted accepted
        ? accepted.identity()
        : signIn.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
