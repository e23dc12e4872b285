package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.SignInResult.Broken;
import org.sealpost.client.SignInResult.NoMechanism;
import org.sealpost.client.SignInResult.Refused;
import org.sealpost.client.SignInResult.SignedIn;
import org.sealpost.client.SignInResult.Unproved;
import org.sealpost.smtp.SaslMechanism;

/** AUTH towards a server (RFC 4954), over TLS. */
class SignInTest {
  private static final ServerLogin LOGIN = ServerLogin.of("relay user", "s,cr=t").orElseThrow();

  private final ClientFixture fixture = new ClientFixture();
  private @Nullable FakeMx mx;

  @AfterEach
  void close() {
    if (mx != null) {
      mx.close();
    }
  }

  private FakeMx server(String auth) {
    Script script =
        new Script()
            .tls(fixture.authority.issue(ClientFixture.HOST))
            .user("relay user", "s,cr=t")
            .keywords("AUTH PLAIN LOGIN")
            .keywordsAfterTls("PIPELINING", auth);
    return started(script);
  }

  private FakeMx started(Script script) {
    FakeMx started = FakeMx.start(script);
    mx = started;
    return started;
  }

  private SmtpClientSession session(FakeMx server) {
    return fixture.opened(server, TlsUse.STARTTLS);
  }

  @ParameterizedTest
  @Tag("rfc4954-4")
  @CsvSource({
    "AUTH LOGIN PLAIN SCRAM-SHA-256, SCRAM_SHA_256",
    "AUTH CRAM-MD5 LOGIN PLAIN, PLAIN",
    "auth GSSAPI login, LOGIN",
  })
  void signsInByTheStrongestMechanism(String announced, SaslMechanism mechanism) {
    try (SmtpClientSession session = session(server(announced))) {
      assertThat(session.signIn(LOGIN)).isEqualTo(new SignedIn(mechanism));
      assertThat(session.isSignedIn()).isTrue();
      assertThat(ClientFixture.carried(session.send(ClientFixture.mail("x\r\n", "b@e.example"))))
          .allMatch(RecipientResult.Taken.class::isInstance);
    }
  }

  @ParameterizedTest
  @Tag("rfc4954-6")
  @CsvSource({"AUTH SCRAM-SHA-256", "AUTH PLAIN", "AUTH LOGIN"})
  void tellsThatThePasswordIsWrong(String announced) {
    try (SmtpClientSession session = session(server(announced))) {
      SignInResult result = session.signIn(ServerLogin.of("relay user", "wrong").orElseThrow());

      assertThat(result).isInstanceOf(Refused.class);
      assertThat(((Refused) result).reply().code()).isEqualTo(535);
      assertThat(session.isSignedIn()).isFalse();
    }
  }

  @Test
  @Tag("rfc3207-4.2")
  void knowsNoMechanismThatWasOnlyAnnouncedInClear() {
    FakeMx server = server("8BITMIME");
    try (SmtpClientSession session = session(server)) {
      assertThat(session.signIn(LOGIN)).isEqualTo(new NoMechanism());
      assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void neverSignsInInClear() {
    FakeMx server = server("AUTH PLAIN");
    try (SmtpClientSession session = fixture.opened(server, TlsUse.NONE)) {
      assertThatThrownBy(() -> session.signIn(LOGIN)).isInstanceOf(IllegalStateException.class);
      assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  @Tag("rfc5802-5")
  void doesNotBelieveASuccessTheServerHasNotEarned() {
    FakeMx server =
        started(
            new Script()
                .tls(fixture.authority.issue(ClientFixture.HOST))
                .user("relay user", "s,cr=t")
                .keywordsAfterTls("AUTH SCRAM-SHA-256")
                .answer("AUTH", "235 2.7.0 welcome, whoever you are"));
    try (SmtpClientSession session = session(server)) {
      assertThat(session.signIn(LOGIN)).isEqualTo(new Unproved(SaslMechanism.SCRAM_SHA_256));
      assertThat(session.isSignedIn()).isFalse();
    }
  }

  @Test
  @Tag("rfc4954-4")
  void cancelsAnExchangeThatMakesNoSense() {
    FakeMx server =
        started(
            new Script()
                .tls(fixture.authority.issue(ClientFixture.HOST))
                .user("relay user", "s,cr=t")
                .keywordsAfterTls("AUTH SCRAM-SHA-256")
                .answer("AUTH", "334 no base64 at all"));
    try (SmtpClientSession session = session(server)) {
      assertThat(session.signIn(LOGIN)).isInstanceOf(Unproved.class);
      assertThat(server.commands()).endsWith("*");
    }
  }

  @Test
  void aServerThatIsClosingEndsTheSession() {
    FakeMx server =
        started(
            new Script()
                .tls(fixture.authority.issue(ClientFixture.HOST))
                .user("relay user", "s,cr=t")
                .keywordsAfterTls("AUTH PLAIN")
                .answer("AUTH", "421 4.3.2 going down"));
    try (SmtpClientSession session = session(server)) {
      SignInResult result = session.signIn(LOGIN);

      assertThat(result).isInstanceOf(Broken.class);
      assertThat(((Broken) result).fault().kind()).isEqualTo(SessionFault.Kind.CLOSED);
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  @Tag("rfc4954-4")
  void aResponseTooLongForTheCommandLineGoesByItself() {
    String longPassword = "p".repeat(500);
    FakeMx server =
        started(
            new Script()
                .tls(fixture.authority.issue(ClientFixture.HOST))
                .user("u", longPassword)
                .keywordsAfterTls("AUTH PLAIN"));
    try (SmtpClientSession session = session(server)) {
      SignInResult result = session.signIn(ServerLogin.of("u", longPassword).orElseThrow());

      assertThat(result).isEqualTo(new SignedIn(SaslMechanism.PLAIN));
      assertThat(server.commands()).contains("AUTH PLAIN");
    }
  }

  @Test
  void thePasswordIsNotInTheTextOfAnything() {
    assertThat(LOGIN).hasToString("relay user");
    assertThat(ServerLogin.of("user", "nul\0")).isEmpty();
  }
}
