package org.sealpost.whole.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;
import org.sealpost.testkit.TestAuthority.Request;
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

  /** Signed, and its server is that of {@link #STRONG}, whose certificate is for another name. */
  static final String KEPT = "kept.example";

  /** Signed, with TLSA records that name its authority; the certificate of its server is over. */
  static final String EXPIRED = "expired.example";

  private final TestAuthority peers = new TestAuthority();
  private final TestAuthority own = new TestAuthority("Own authority");
  private final TrustedDns dns = new TrustedDns();
  private final FakeMx plain = FakeMx.start(new Script(), "127.0.0.21", 0);
  private final Issued certificate = peers.issue("mx." + STRONG);
  private final FakeMx strong =
      FakeMx.start(new Script().tls(certificate), "127.0.0.22", plain.port());
  private final FakeMx expired =
      FakeMx.start(
          new Script().tls(peers.issue(Request.forNames("mx." + EXPIRED).expired())),
          "127.0.0.23",
          plain.port());
  private final RunningSealpost sealpost;

  /** Starts all of it and waits until it takes mail. */
  PolicyFixture(Path directory) throws IOException, InterruptedException {
    server(PLAIN, "127.0.0.21");
    server(STRONG, "127.0.0.22");
    server(FADING, "127.0.0.21");
    server(KEPT, "127.0.0.22");
    server(EXPIRED, "127.0.0.23");
    // RFC 7672 §3.1.2: by its authority (usage 2), whose certificates have to be valid now.
    dns.sign(EXPIRED)
        .with("_" + plain.port() + "._tcp.mx." + EXPIRED, "TLSA", "2 0 1 " + digest(peers.root()));
    dns.sign(STRONG).sign(FADING).sign(KEPT);
    Issued issued = own.issue("mx.test.example");
    Path roots = peers.writeRoot(directory.resolve("roots.pem"));
    Path chain = TestAuthority.writeChain(issued, directory.resolve("own.crt"));
    Path key = TestAuthority.writeKey(issued, directory.resolve("own.key"));
    sealpost =
        new RunningSealpost(directory.resolve("data"))
            .set("hostname", "mx.test.example")
            .set("local.domains", "localhost, hosted.example")
            .set("tlsrpt.https-intake", "true")
            .set("tls.trust-roots", roots.toString())
            .set("tls.certificate", chain.toString())
            .set("tls.key", key.toString())
            .set("dns.servers", dns.address())
            .set("dns.validation", "trust-ad")
            .set("delivery.smtp-port", Integer.toString(plain.port()));
    sealpost.start().awaitReady();
  }

  private static String digest(X509Certificate certificate) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
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

  /** What {@code /metrics} says to somebody who has not signed in. */
  String figures() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(console().resolve("/metrics")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  /** Hands in a TLS report as another server does (RFC 8460 §3); returns the status. */
  int report(String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(console().resolve("/.well-known/tlsrpt"))
            .header("Content-Type", "application/tlsrpt+json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
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

  FakeMx expired() {
    return expired;
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
    expired.close();
    dns.close();
  }
}
