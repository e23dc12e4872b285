package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;
import static org.sealpost.delivery.Outcomes.failed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.dane.TlsaRecord;
import org.sealpost.config.Route;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.config.RouteLogin;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.dns.TlsaAnswer;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;

/** Mail over routes: signing in, and how the server is checked (tls-policy §4.5). */
class RouteDeliveryTest {
  private static final String USER = "relay@example.net";
  private static final String PASSWORD = "not to be seen";

  @TempDir private Path directory;
  private Path passwordFile = Path.of("none");
  private final DeliveryFixture world = new DeliveryFixture();

  // Proves nothing by PKIX.
  private final TestAuthority stranger = new TestAuthority();

  @BeforeEach
  void writePassword() throws IOException {
    passwordFile = directory.resolve("password");
    Files.writeString(passwordFile, PASSWORD + "\n");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private DeliveryResult attempt() {
    return world.attempt(TlsRequirement.DEFAULT, "b");
  }

  private DeliveryResult attemptRequired() {
    return world.attempt(TlsRequirement.REQUIRED, "b");
  }

  @Test
  void theNextServerOfARouteIsTriedWhereOneDoesNotAnswer() {
    FakeMx second = world.mx(2, world.good(2));
    world.unreachable(1);
    world.layDown(
        new Route(name(1), second.port(), Security.STARTTLS, Verification.PKIX),
        new Route(name(2), second.port(), Security.STARTTLS, Verification.PKIX));
    assertRelayed(attempt());
    assertThat(second.received()).hasSize(1);
  }

  @Test
  void requiredMailPassesByAServerOfARouteThatIsNotVerified() {
    FakeMx first = world.mx(1, new Script());
    FakeMx second = world.mx(2, world.good(2));
    world.layDown(
        new Route(name(1), first.port(), Security.NONE, Verification.NONE),
        new Route(name(2), second.port(), Security.STARTTLS, Verification.PKIX));
    assertRelayed(attemptRequired());
    assertNothingSent(first);
    assertThat(second.received().get(0).mail()).contains("REQUIRETLS");
  }

  private FakeMx signInServer(String... keywords) {
    FakeMx mx = world.mx(1, world.good(1).user(USER, PASSWORD).keywordsAfterTls(keywords));
    RouteLogin login = new RouteLogin(USER, passwordFile);
    world.route(
        new Route(
            name(1), mx.port(), Security.STARTTLS, Verification.PKIX, Set.of(), login, false));
    return mx;
  }

  private void changePassword(String password) throws IOException {
    Files.writeString(passwordFile, password);
    Files.setLastModifiedTime(passwordFile, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH PLAIN SCRAM-SHA-256", "AUTH PLAIN", "AUTH LOGIN"})
  @Tag("rfc4954-4")
  void signsInOnceASession(String auth) {
    FakeMx mx = signInServer("PIPELINING", auth);

    assertRelayed(attempt());
    assertRelayed(attempt());
    assertThat(mx.received()).hasSize(2);
    assertThat(mx.sessions()).isEqualTo(1);
    assertThat(mx.commands()).filteredOn(line -> line.startsWith("AUTH ")).hasSize(1);
  }

  @Test
  @Tag("rfc4954-6")
  void waitsWhereThePasswordIsWrongAndAsksOnlyOnce() throws IOException {
    changePassword("wrong");
    FakeMx mx = signInServer("AUTH SCRAM-SHA-256");

    Failure failure = deferred(attempt(), "4.7.8");
    assertThat(failure.explanation()).contains(name(1), "sign in");
    assertThat(failure.command()).isEqualTo("AUTH");
    deferred(attemptRequired(), "4.7.8");
    assertNothingSent(mx);
    assertThat(mx.sessions()).isEqualTo(1);
  }

  @Test
  void takesAChangedPasswordAtOnce() throws IOException {
    changePassword("wrong");
    FakeMx mx = signInServer("AUTH SCRAM-SHA-256");
    deferred(attempt(), "4.7.8");

    Files.writeString(passwordFile, PASSWORD);
    Files.setLastModifiedTime(passwordFile, FileTime.from(Instant.now()));

    assertRelayed(attempt());
    assertThat(mx.received()).hasSize(1);
  }

  @Test
  void waitsWhereThePasswordCannotBeRead() throws IOException {
    FakeMx mx = signInServer("AUTH PLAIN");
    Files.delete(passwordFile);

    deferred(attempt(), "4.3.5");
    assertNothingSent(mx);
  }

  @Test
  void waitsWhereTheServerKnowsNoWayToSignIn() {
    FakeMx mx = signInServer("AUTH CRAM-MD5");

    deferred(attempt(), "4.7.4");
    assertNothingSent(mx);
  }

  @Test
  @Tag("rfc4954-14")
  void neverShowsThePasswordToAServerThatIsNotVerified() {
    FakeMx mx =
        world.mx(
            1,
            new Script()
                .tls(stranger.issue(name(1)))
                .user(USER, PASSWORD)
                .keywords("AUTH PLAIN")
                .keywordsAfterTls("AUTH PLAIN"));
    RouteLogin login = new RouteLogin(USER, passwordFile);
    world.route(
        new Route(
            name(1), mx.port(), Security.STARTTLS, Verification.PKIX, Set.of(), login, false));

    deferred(attempt(), "4.7.5");
    assertThat(mx.commands()).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void thePasswordIsInNoTrace() {
    signInServer("AUTH PLAIN");
    DeliveryResult good = attempt();
    assertRelayed(good);

    String texts = good.trace() + " " + good.outcomes() + good.trace().get(0).decision();
    assertThat(texts).contains("user=" + USER).doesNotContain(PASSWORD);
  }

  private void route(Verification verification, int port, String... keys) {
    world.route(
        new Route(name(1), port, Security.STARTTLS, verification, Set.of(keys), null, false));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "REQUIRED"})
  void goesToTheServerWithTheKeyTheRouteNames(TlsRequirement requirement) {
    TestAuthority.Issued issued = stranger.issue("other.example");
    FakeMx mx = world.mx(1, new Script().tls(issued));
    route(Verification.FINGERPRINT, mx.port(), KeyPin.of(issued.certificate()));

    assertRelayed(world.attempt(requirement, "b"));
    boolean required = requirement == TlsRequirement.REQUIRED;
    assertThat(mx.received().get(0).mail().endsWith(" REQUIRETLS")).isEqualTo(required);
  }

  @Test
  void doesNotGoToAServerWithAnotherKey() {
    FakeMx mx = world.mx(1, world.good(1));
    route(Verification.FINGERPRINT, mx.port(), "ab".repeat(32));

    deferred(attempt(), "4.7.5");
    failed(attemptRequired(), "5.7.10");
    assertNothingSent(mx);
  }

  private FakeMx announced(TestAuthority.Issued issued, TlsaRecord record) {
    FakeMx mx = world.mx(1, new Script().tls(issued));
    world.dns.sign(name(1), name(1));
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(record)));
    route(Verification.DANE, mx.port());
    return mx;
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "REQUIRED"})
  @Tag("rfc7672-2.2")
  void goesToTheServerThatDaneAnnounces(TlsRequirement requirement) {
    TestAuthority.Issued issued = stranger.issue("other.example");
    FakeMx mx = announced(issued, new TlsaRecord(3, 1, 1, KeyPin.of(issued.certificate())));

    DeliveryResult result = world.attempt(requirement, "b");

    assertRelayed(result);
    assertThat(result.trace().get(0).decision()).contains("verify=DANE", "3 1 1");
    assertThat(mx.serverNames()).containsExactly(name(1));
  }

  @Test
  void doesNotGoToAServerThatDaneDoesNotAnnounce() {
    FakeMx mx = announced(world.authority.issue(name(1)), new TlsaRecord(3, 1, 1, "ab".repeat(32)));

    deferred(attempt(), "4.7.5");
    failed(attemptRequired(), "5.7.10");
    assertNothingSent(mx);
  }

  @Test
  void aRouteByDaneIsNotUsedWithoutRecords() {
    FakeMx mx = world.mx(1, world.good(1));
    route(Verification.DANE, mx.port());

    deferred(attempt(), "4.7.10");
    failed(attemptRequired(), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void aTrustedRouteIsFinalDeliveryForRequiredMail() {
    FakeMx mx = world.mx(1, new Script());
    world.route(
        new Route("127.0.0.11", mx.port(), Security.NONE, Verification.NONE, Set.of(), null, true));

    DeliveryResult result = attemptRequired();

    assertRelayed(result);
    assertThat(mx.received().get(0).mail()).doesNotContain("REQUIRETLS");
    assertThat(result.trace().get(0).decision()).contains("trusted");
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void theSameRouteWithoutTrustIsNone() {
    FakeMx mx = world.mx(1, new Script());
    world.route(Security.NONE, Verification.NONE, "127.0.0.11", mx.port());

    failed(attemptRequired(), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }
}
