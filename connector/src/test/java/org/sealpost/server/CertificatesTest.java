package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.WireClient;

/** Which certificate is shown to whom and when, and what else TLS has to be like. */
class CertificatesTest {
  private static final SSLContext TRUSTING = ServerHarness.AUTHORITY.clientContext();

  @TempDir Path directory;
  private ServerHarness harness;

  @BeforeEach
  void open() throws Exception {
    TestLimits limits = new TestLimits();
    limits.certificateCheck = Duration.ofMillis(20);
    harness = new ServerHarness(directory, limits.build());
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private SSLSession shown(String host, String protocol) throws IOException {
    try (WireClient client = harness.greeted()) {
      client.command("STARTTLS");
      return client.handshake(TRUSTING, host, protocol);
    }
  }

  private static X509Certificate leaf(SSLSession session) throws IOException {
    return (X509Certificate) session.getPeerCertificates()[0];
  }

  private void write(TestAuthority.Issued issued, String name) throws IOException {
    TestAuthority.writeKey(issued, directory.resolve(name + ".key"));
    TestAuthority.writeChain(issued, directory.resolve(name + ".crt"));
  }

  private void awaitShown(String host, X509Certificate expected) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!leaf(shown(host, "TLSv1.3")).equals(expected)) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  @Test
  @Tag("rfc6066-3")
  void showsTheCertificateOfTheHostThatIsAskedFor() throws Exception {
    X509Certificate first = leaf(shown("mx.test.example", "TLSv1.3"));
    TestAuthority.Issued other = ServerHarness.AUTHORITY.issue("mail.other.example");
    TestAuthority.Issued wild = ServerHarness.AUTHORITY.issue("*.wild.example");
    write(other, "certificates/other");
    write(wild, "certificates/wild");
    awaitShown("mail.other.example", other.certificate());
    awaitShown("a.wild.example", wild.certificate());
    assertThat(leaf(shown("MAIL.Other.Example", "TLSv1.2"))).isEqualTo(other.certificate());
    assertThat(leaf(shown("a.b.wild.example", "TLSv1.3"))).isEqualTo(first);
    assertThat(leaf(shown("unknown.example", "TLSv1.2"))).isEqualTo(first);
  }

  @Test
  void takesNewFilesWithoutARestartAndKeepsRunningSessions() throws Exception {
    TestAuthority.Issued renewed = ServerHarness.AUTHORITY.issue("mx.test.example");
    try (WireClient before = harness.secured()) {
      write(renewed, "server");
      awaitShown("mx.test.example", renewed.certificate());
      assertThat(before.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void keepsTheOldCertificateWhereTheNewFilesAreNoGood() throws Exception {
    X509Certificate old = leaf(shown("mx.test.example", "TLSv1.3"));
    try (LogRecorder log = new LogRecorder()) {
      Files.writeString(directory.resolve("server.crt"), "half a certif");
      log.await("MTA-1005");
      assertThat(leaf(shown("mx.test.example", "TLSv1.3"))).isEqualTo(old);
      TestAuthority.Issued alien = ServerHarness.AUTHORITY.issue("mx.test.example");
      TestAuthority.writeChain(alien, directory.resolve("server.crt"));
      log.await("MTA-1005");
      assertThat(leaf(shown("mx.test.example", "TLSv1.3"))).isEqualTo(old);
      TestAuthority.writeKey(alien, directory.resolve("server.key"));
      log.await("MTA-1004");
      awaitShown("mx.test.example", alien.certificate());
    }
  }

  @Test
  void doesNotOpenWithACertificateThatIsNoGood() throws Exception {
    harness.close();
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.createDirectories(other.resolve("certificates"));
    Files.writeString(other.resolve("certificates/lonely.crt"), "PEM");
    assertThatThrownBy(() -> new ServerHarness(other))
        .isInstanceOf(ListenersRefusedException.class)
        .hasMessageContaining("lonely.key");
  }

  @ParameterizedTest
  @Tag("rfc9325-3.1.1")
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void agreesOnAuthenticatedEncryptionWithForwardSecrecy(String protocol) throws Exception {
    SSLSession session = shown("mx.test.example", protocol);
    assertThat(session.getProtocol()).isEqualTo(protocol);
    assertThat(session.getCipherSuite()).matches("TLS_(ECDHE_.*_)?(AES_\\d+_GCM|CHACHA20).*");
  }

  @Test
  @Tag("rfc9325-4.2")
  void refusesSuitesWithoutAuthenticatedEncryption() throws Exception {
    try (WireClient client = harness.greeted()) {
      client.command("STARTTLS");
      assertThatThrownBy(
              () ->
                  client.handshakeWithSuites(
                      TRUSTING,
                      "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                      "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  @Tag("rfc9325-3.5")
  void endsASessionWhoseClientRenegotiates() throws Exception {
    try (WireClient client = harness.greeted()) {
      client.command("STARTTLS");
      client.handshake(TRUSTING, "mx.test.example", "TLSv1.2");
      assertThat(client.command("EHLO client.example").code()).isEqualTo(250);
      assertThatThrownBy(
              () -> {
                client.renegotiate();
                client.command("NOOP");
              })
          .isInstanceOf(IOException.class);
    }
  }
}
