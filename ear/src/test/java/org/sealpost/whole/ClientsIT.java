package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs people send with, each in the clear, over STARTTLS and over TLS from the first
 * octet: what they send arrives at the next hop, the text as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECIPIENT = "b@peer.example";

  private final Sink sink = new Sink();
  private RunningSealpost sealpost;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    sink.start();
    sealpost =
        new RunningSealpost(directory.resolve("data"))
            .set("route.peer.example", "smtp://127.0.0.1:" + sink.port())
            .set("relay.networks", "127.0.0.1")
            .set("queue.retry-schedule", "PT0.2S");
    sealpost.start().awaitReady();
  }

  @AfterAll
  void end() {
    if (sealpost != null) {
      sealpost.close();
    }
    sink.close();
  }

  static Stream<Arguments> programs() {
    return Stream.of(ClientProgram.values())
        .flatMap(
            program ->
                Stream.of(ClientProgram.Tls.values()).map(tls -> Arguments.of(program, tls)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("programs")
  void whatAProgramSendsArrives(
      ClientProgram program, ClientProgram.Tls tls, @TempDir Path directory) throws Exception {
    assumeTrue(program.isInstalled(), "needs " + program);
    String id = UUID.randomUUID() + "@client.test";
    program.send(
        directory,
        new ClientProgram.Sending(port(tls), tls, RECIPIENT, certificate()),
        message(id));
    assertArrived(id, tls);
  }

  /** Jakarta Mail, in several pieces with CHUNKING (RFC 3030) and with one DATA. */
  @ParameterizedTest(name = "Jakarta Mail {0}")
  @EnumSource(ClientProgram.Tls.class)
  void whatJakartaMailSendsArrives(ClientProgram.Tls tls) throws Exception {
    for (int chunk : new int[] {-1, 100}) {
      String id = UUID.randomUUID() + "@client.test";
      Session session = Session.getInstance(jakartaMail(tls, chunk));
      MimeMessage message =
          new MimeMessage(
              session, new ByteArrayInputStream(withoutDots(id).getBytes(StandardCharsets.UTF_8)));
      // Not Transport.send, which gives the message another Message-ID.
      try (Transport transport = session.getTransport()) {
        transport.connect();
        transport.sendMessage(message, message.getAllRecipients());
      }
      assertArrived(id, tls, "Grüße aus dem Test\r\nEnde\r\n");
    }
  }

  // Jakarta Mail doubles a dot at the beginning of a line in BDAT as well, where RFC 3030 §2 has no
  // such rule: it would arrive doubled at any server.
  private static String withoutDots(String id) {
    return message(id).replace(".\r\n..zwei Punkte\r\n", "");
  }

  private Properties jakartaMail(ClientProgram.Tls tls, int chunk) {
    String protocol = tls == ClientProgram.Tls.IMPLICIT ? "smtps" : "smtp";
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", protocol);
    properties.setProperty("mail.transport.protocol.rfc822", protocol);
    String prefix = "mail." + protocol + ".";
    properties.setProperty(prefix + "host", "127.0.0.1");
    properties.setProperty(prefix + "port", Integer.toString(port(tls)));
    properties.setProperty(prefix + "localhost", "angus.test");
    properties.setProperty(prefix + "from", ClientProgram.SENDER);
    properties.setProperty(prefix + "allow8bitmime", "true");
    properties.setProperty(prefix + "dsn.notify", "FAILURE,DELAY");
    properties.setProperty(prefix + "dsn.ret", "HDRS");
    properties.setProperty(prefix + "chunksize", Integer.toString(chunk));
    properties.setProperty(
        prefix + "starttls.required", Boolean.toString(tls == ClientProgram.Tls.STARTTLS));
    properties.setProperty(
        prefix + "starttls.enable", Boolean.toString(tls == ClientProgram.Tls.STARTTLS));
    properties.setProperty(prefix + "ssl.trust", "*");
    properties.setProperty(prefix + "ssl.checkserveridentity", "false");
    return properties;
  }

  /** Another server as a client: it pipelines, asks for TLS, and keeps its connections. */
  @Test
  void whatPostfixRelaysArrives(@TempDir Path directory) throws Exception {
    assumeTrue(PrivatePostfix.isInstalled(), "needs postfix");
    assumeTrue("root".equals(System.getProperty("user.name")), "Postfix needs root");
    try (PrivatePostfix postfix =
        new PrivatePostfix(PrivatePostfix.openToOthers(directory))
            .relayingTo(sealpost.relayPort())
            .start()) {
      for (int i = 0; i < 3; i++) {
        String id = UUID.randomUUID() + "@client.test";
        ClientProgram.PYTHON.send(
            directory,
            new ClientProgram.Sending(
                postfix.port(), ClientProgram.Tls.NONE, RECIPIENT, certificate()),
            message(id));
        assertArrived(id, ClientProgram.Tls.STARTTLS);
      }
    }
  }

  private void assertArrived(String id, ClientProgram.Tls tls) throws Exception {
    assertArrived(id, tls, "Grüße aus dem Test\r\n.\r\n..zwei Punkte\r\nEnde\r\n");
  }

  private void assertArrived(String id, ClientProgram.Tls tls, String text) throws Exception {
    Eventually.within(
        PATIENCE, () -> id + " of " + sink.messageIds(), () -> sink.messageIds().contains(id));
    Sink.Taken taken = sink.message(id);
    assertThat(taken.recipients()).hasSize(1).first().asString().contains("<" + RECIPIENT + ">");
    String received = taken.beginning();
    assertThat(received).contains(tls == ClientProgram.Tls.NONE ? "with " : "TLSv1.3");
    String body = received.substring(received.indexOf("\r\n\r\n") + 4);
    assertThat(decoded(received, body)).contains(text);
  }

  /** A program may choose another transfer encoding; the text is what counts. */
  private static String decoded(String message, String body) throws Exception {
    byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
    MimeMessage parsed =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    return parsed.getContent() instanceof String text ? text.replaceAll("\r?\n", "\r\n") : body;
  }

  private int port(ClientProgram.Tls tls) {
    return tls == ClientProgram.Tls.IMPLICIT ? sealpost.submissionsPort() : sealpost.relayPort();
  }

  private Path certificate() {
    return sealpost.data().resolve("tls/server.crt");
  }

  private static String message(String id) {
    return String.join(
        "\r\n",
        "From: Anna <" + ClientProgram.SENDER + ">",
        "To: <" + RECIPIENT + ">",
        "Subject: a message of a program",
        "Date: Mon, 23 Nov 2026 12:00:00 +0000",
        "Message-ID: <" + id + ">",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        "Grüße aus dem Test",
        ".",
        "..zwei Punkte",
        "Ende",
        "");
  }
}
