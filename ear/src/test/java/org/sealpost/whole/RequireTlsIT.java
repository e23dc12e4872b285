package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.WireClient;

/**
 * The sender's requirement on the wire, from the client's MAIL command to the next hop's: RFC 8689.
 * Notifications go to the domain of the sender, which is another next hop of ours.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequireTlsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SENDER = "anna@sender.example";

  private final TestAuthority authority = new TestAuthority("Test roots");
  private final TestAuthority stranger = new TestAuthority("Nobody's roots");
  private Sink senders;
  private Sink promising;
  private Sink promisingImplicit;
  private Sink lacking;
  private Sink unverified;
  private Sink broken;
  private RunningSealpost sealpost;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    senders = new Sink().start();
    promising = verified().keywordsAfterTls("REQUIRETLS", "8BITMIME").start();
    promisingImplicit =
        new Sink()
            .implicitTls(TestAuthority.serverContext(authority.issue("localhost")))
            .keywordsAfterTls("REQUIRETLS")
            .start();
    lacking = verified().start();
    unverified =
        new Sink()
            .startTls(TestAuthority.serverContext(stranger.issue("localhost")))
            .keywordsAfterTls("REQUIRETLS")
            .start();
    broken = verified().always(new Sink.Fault("STARTTLS", "220 go ahead\r\nno TLS at all\r\n"));
    Path roots = temporary.resolve("roots.pem");
    TestAuthority.writeChain(authority.issue("unused.example"), roots);
    sealpost =
        new RunningSealpost(temporary.resolve("data")).set("tls.trust-roots", roots.toString());
    String checked = "?tls=starttls&verify=pkix";
    route("sender.example", "smtp", senders, "");
    route("promising.example", "smtp", promising, checked);
    route("implicit.example", "smtps", promisingImplicit, "?verify=pkix");
    route("lacking.example", "smtp", lacking, checked);
    route("stranger.example", "smtp", unverified, checked);
    route("unchecked.example", "smtp", promising, "?tls=starttls");
    route("broken.example", "smtp", broken, "");
    sealpost.set("queue.retry-schedule", "PT0.2S").start().awaitReady();
    broken.start();
  }

  @AfterAll
  void end() {
    sealpost.close();
    for (Sink sink :
        new Sink[] {senders, promising, promisingImplicit, lacking, unverified, broken}) {
      sink.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"promising.example", "implicit.example"})
  @Tag("rfc8689-4.2.1")
  void requiredMailKeepsItsParameterOverVerifiedRoute(String domain) throws Exception {
    Sink peer = domain.startsWith("implicit") ? promisingImplicit : promising;
    Sink.Taken message = arrived(peer, sendRequired("b@" + domain));
    assertThat(message.tls()).isTrue();
    assertThat(message.mail()).startsWith("MAIL FROM:<" + SENDER + ">").contains(" REQUIRETLS");
    assertThat(message.beginning())
        .containsPattern("(?s)^Received: from [^;]* with ESMTPS \\(requiretls\\) id ");
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void peerWithoutRequireTlsGetsNothingAndTheSenderIsToldWhy() throws Exception {
    String messageId = sendRequired("b@lacking.example");
    assertThat(notification(messageId)).contains("Action: failed").contains("Status: 5.7.30");
    assertThat(lacking.messageIds()).doesNotContain(messageId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unchecked.example", "stranger.example"})
  @Tag("rfc8689-4.2.1")
  void routeThatIsNotVerifiedGetsNothingAndTheSenderIsToldWhy(String domain) throws Exception {
    String messageId = sendRequired("b@" + domain);
    assertThat(notification(messageId)).contains("Action: failed").contains("Status: 5.7.10");
    assertThat(promising.messageIds()).doesNotContain(messageId);
    assertThat(unverified.messageIds()).doesNotContain(messageId);
  }

  @Test
  @Tag("rfc8689-5")
  void notificationOfRequiredMailHasNoBodyOfIt() throws Exception {
    String messageId = sendRequired("b@lacking.example");
    assertThat(notification(messageId)).contains(messageId).doesNotContain("for your eyes only");
  }

  @Test
  @Tag("rfc8689-4.2.2")
  void optionalMailArrivesInTheClearWhereTlsIsBroken() throws Exception {
    Sink.Taken message = arrived(broken, send("b@broken.example", "", "TLS-Required: No\r\n"));
    assertThat(message.tls()).isFalse();
    assertThat(message.beginning()).contains("\r\nTLS-Required: No\r\n");
  }

  @Test
  @Tag("rfc8689-4.1")
  void parameterBeatsTheHeaderField() throws Exception {
    Sink.Taken message =
        arrived(promising, send("b@promising.example", " REQUIRETLS", "TLS-Required: No\r\n"));
    assertThat(message.mail()).contains(" REQUIRETLS");
    assertThat(message.beginning()).contains("\r\nTLS-Required: No\r\n");
  }

  @Test
  @Tag("rfc8689-2")
  void parameterIsRefusedWithoutTls() throws Exception {
    try (WireClient client = WireClient.connect(sealpost.relay())) {
      client.read();
      assertThat(client.command("EHLO client.example").lines()).doesNotContain("REQUIRETLS");
      assertThat(client.command("MAIL FROM:<" + SENDER + "> REQUIRETLS").text())
          .startsWith("523 5.7.10");
    }
  }

  private Sink verified() {
    return new Sink().startTls(TestAuthority.serverContext(authority.issue("localhost")));
  }

  private void route(String domain, String scheme, Sink sink, String options) {
    sealpost.set("route." + domain, scheme + "://localhost:" + sink.port() + options);
  }

  private String sendRequired(String recipient) throws Exception {
    return send(recipient, " REQUIRETLS", "");
  }

  private String send(String recipient, String parameters, String field) throws Exception {
    String messageId = UUID.randomUUID() + "@sender.example";
    try (WireClient client = WireClient.secured(sealpost.relay(), Certificates.unchecked())) {
      assertThat(client.command("MAIL FROM:<" + SENDER + ">" + parameters).code()).isEqualTo(250);
      assertThat(client.command("RCPT TO:<" + recipient + ">").code()).isEqualTo(250);
      assertThat(client.command("DATA").code()).isEqualTo(354);
      client.sendLines("From: " + SENDER, "To: " + recipient, "Message-ID: <" + messageId + ">");
      client.send(field);
      client.sendLines("Subject: secret", "", "for your eyes only");
      assertThat(client.command(".").code()).isEqualTo(250);
    }
    return messageId;
  }

  private static Sink.Taken arrived(Sink peer, String messageId) throws Exception {
    Eventually.within(
        PATIENCE,
        () -> messageId + " has not arrived",
        () -> peer.messageIds().contains(messageId));
    return peer.message(messageId);
  }

  private String notification(String messageId) throws Exception {
    Eventually.within(
        PATIENCE,
        () -> "no notification about " + messageId + " among " + senders.taken(),
        () -> senders.taken().stream().anyMatch(dsn -> dsn.beginning().contains(messageId)));
    return senders.taken().stream()
        .map(Sink.Taken::beginning)
        .filter(dsn -> dsn.contains(messageId))
        .findFirst()
        .orElseThrow();
  }
}
