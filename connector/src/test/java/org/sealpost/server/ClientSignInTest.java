package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.client.Peer;
import org.sealpost.client.PkixCheck;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.ServerLogin;
import org.sealpost.client.SessionOpening;
import org.sealpost.client.SignInResult;
import org.sealpost.client.SmtpClient;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.StallWatch;
import org.sealpost.client.TlsUse;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.SaslMechanism;

/** Our own client signs in at our own server. */
class ClientSignInTest {
  @TempDir Path directory;
  private ServerHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = new ServerHarness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private SignInResult signIn(String userName, String password) {
    SmtpClient client =
        new SmtpClient(
            Domain.of("client.example"),
            ClientTimeouts.STANDARD,
            new PkixCheck(ServerHarness.AUTHORITY.anchors(), InstantSource.system()),
            new StallWatch());
    Peer peer = new Peer("mx.test.example", harness.submission());
    SessionOpening opening = client.open(peer, TlsUse.STARTTLS, Duration.ofSeconds(10));
    try (SmtpClientSession session = ((SessionOpening.Opened) opening).session()) {
      assertThat(session.tls()).extracting(tls -> tls.pkix()).isEqualTo(PkixVerdict.VERIFIED);
      return session.signIn(ServerLogin.of(userName, password).orElseThrow());
    }
  }

  @Test
  @Tag("rfc5802-5")
  void byScramWithANameAndPasswordBeyondAscii() {
    // Bound to the session where Java can do that, which is since release 25.
    SaslMechanism strongest =
        SaslWire.hasExporter() ? SaslMechanism.SCRAM_SHA_256_PLUS : SaslMechanism.SCRAM_SHA_256;

    assertThat(signIn(FakeAccounts.NAME, FakeAccounts.PASSWORD))
        .isEqualTo(new SignInResult.SignedIn(strongest));
  }

  @Test
  void notWithAWrongPassword() {
    SignInResult result = signIn(FakeAccounts.NAME, "wrong");

    assertThat(result).isInstanceOf(SignInResult.Refused.class);
    assertThat(((SignInResult.Refused) result).reply().code()).isEqualTo(535);
  }
}
