package org.sealpost.whole.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;
import org.sealpost.testkit.WireClient;
import org.sealpost.whole.RunningSealpost;

/** A running Sealpost, a name server, and the servers of domains that differ in their TLS. */
final class PolicyFixture implements AutoCloseable {
  /** Its server has no TLS. */
  static final String PLAIN = "plain.example";

  /** Signed, and its server promises REQUIRETLS with a certificate of a trusted authority. */
  static final String STRONG = "strong.example";

  /** Signed, and its server is that of {@link #PLAIN}; to be made weaker. */
  static final String FADING = "fading.example";

  private final TestAuthority peers = new TestAuthority();
  private final TestAuthority own = new TestAuthority("Own authority");
  private final TrustedDns dns = new TrustedDns();
  private final FakeMx plain = FakeMx.start(new Script(), "127.0.0.21", 0);
  private final Issued certificate = peers.issue("mx." + STRONG);
  private final FakeMx strong =
      FakeMx.start(new Script().tls(certificate), "127.0.0.22", plain.port());
  private final RunningSealpost sealpost;

  /** Starts all of it and waits until it takes mail. */
  PolicyFixture(Path directory) throws IOException, InterruptedException {
    server(PLAIN, "127.0.0.21");
    server(STRONG, "127.0.0.22");
    server(FADING, "127.0.0.21");
    dns.sign(STRONG).sign(FADING);
    Issued issued = own.issue("mx.test.example");
    Path roots = peers.writeRoot(directory.resolve("roots.pem"));
    Path chain = TestAuthority.writeChain(issued, directory.resolve("own.crt"));
    Path key = TestAuthority.writeKey(issued, directory.resolve("own.key"));
    sealpost =
        new RunningSealpost(directory.resolve("data"))
            .set("hostname", "mx.test.example")
            .set("local.domains", "localhost")
            .set("tls.trust-roots", roots.toString())
            .set("tls.certificate", chain.toString())
            .set("tls.key", key.toString())
            .set("dns.servers", dns.address())
            .set("dns.validation", "trust-ad")
            .set("delivery.smtp-port", Integer.toString(plain.port()));
    sealpost.start().awaitReady();
  }

  private void server(String domain, String address) throws IOException {
    dns.with(domain, "MX", "10 mx." + domain + ".").with("mx." + domain, "A", address);
  }

  /** Sends a message over TLS; {@code parameters} stand after the reverse-path. */
  void send(String to, String parameters, String subject) throws IOException {
    InetSocketAddress relay =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), sealpost.relayPort());
    try (WireClient client = WireClient.secured(relay, own.clientContext())) {
      String mail = "MAIL FROM:<operator@localhost> " + parameters;
      assertThat(client.command(mail.strip()).code()).isEqualTo(250);
      assertThat(client.command("RCPT TO:<" + to + ">").code()).isEqualTo(250);
      assertThat(client.command("DATA").code()).isEqualTo(354);
      client.send("Subject: " + subject + "\r\nFrom: <operator@localhost>\r\n\r\nText.\r\n");
      assertThat(client.command(".").code()).isEqualTo(250);
    }
  }

  URI console() {
    return sealpost.console();
  }

  String oneTimePassword() throws IOException {
    return Files.readString(sealpost.data().resolve("initial-admin-password")).strip();
  }

  String log() throws IOException {
    return sealpost.log();
  }

  TrustedDns dns() {
    return dns;
  }

  FakeMx plain() {
    return plain;
  }

  FakeMx strong() {
    return strong;
  }

  /** The certificate of {@link #strong}. */
  Issued certificate() {
    return certificate;
  }

  @Override
  public void close() {
    sealpost.close();
    plain.close();
    strong.close();
    dns.close();
  }
}
