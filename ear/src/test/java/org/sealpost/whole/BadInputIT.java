package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.testkit.WireClient;

/** Clients and next hops that do not speak SMTP, or stop in the middle of a word. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Sink peer = new Sink().start();
  private RunningSealpost sealpost;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    sealpost =
        new RunningSealpost(temporary.resolve("data"))
            .set("route.peer.example", "smtp://127.0.0.1:" + peer.port())
            .set("delivery.idle-connection", "PT0S")
            .set("queue.retry-schedule", "PT0.2S");
    sealpost.start().awaitReady();
  }

  @AfterAll
  void end() {
    sealpost.close();
    peer.close();
  }

  @AfterEach
  void goesOnServing() throws Exception {
    String messageId = send();
    awaitArrival(messageId);
  }

  @Test
  void noiseIsAnsweredWithErrorsOrTheEndAndNothingElse() throws Exception {
    byte[] noise = new byte[256 * 1024];
    new Random(4711).nextBytes(noise);
    String answer = answerTo(sealpost.relayPort(), noise);
    assertThat(answer).startsWith("220 ");
    assertThat(answer.lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.matches("(500|501|502|503|421)[ -].*"));
  }

  @Test
  void httpRequestIsNotServed() throws Exception {
    String request =
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n"
            + "MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@peer.example>\r\nDATA\r\n";
    String answer = answerTo(sealpost.relayPort(), request.getBytes(ISO_8859_1));
    assertThat(answer.lines().toList().get(1)).matches("(500|502|421|554) .*");
    assertThat(answer).doesNotContain("354");
  }

  @Test
  void tlsHandshakeWithoutStartTlsFails() throws Exception {
    try (WireClient client = WireClient.connect(sealpost.relay())) {
      client.read();
      assertThat(handshakeFailure(client)).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void plaintextOnTheTlsPortGetsNoReply() throws Exception {
    byte[] ehlo = "EHLO client.example\r\n".getBytes(ISO_8859_1);
    String answer = answerTo(sealpost.submissionsPort(), ehlo);
    assertThat(answer).doesNotContain("250").doesNotContain("220");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void mailStaysQueuedUntilThePeerBehaves(Sink.Fault fault) throws Exception {
    int before = peer.connections();
    peer.next(fault);
    String messageId = send();
    awaitArrival(messageId);
    // Only where the peer had all of it, and took its own reply away, there is a double.
    long expected = fault.verb().equals(".") ? 2 : 1;
    Eventually.within(
        PATIENCE, () -> copies(messageId) + " copies", () -> copies(messageId) == expected);
    assertThat(peer.connections() - before).isGreaterThanOrEqualTo(2);
  }

  private long copies(String messageId) {
    return peer.taken().stream().filter(message -> message.messageId().equals(messageId)).count();
  }

  static Stream<Sink.Fault> faults() {
    return Stream.of("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", ".")
        .flatMap(
            verb ->
                Stream.of(
                    new Sink.Fault(verb, ""),
                    new Sink.Fault(verb, "25"),
                    new Sink.Fault(verb, "250-half of a reply\r\n250"),
                    new Sink.Fault(verb, "\u0000\u00ff%s garbage\u001b[2J\r\n"),
                    new Sink.Fault(verb, "9".repeat(100_000) + "\r\n")));
  }

  private String send() throws IOException {
    String messageId = UUID.randomUUID() + "@sender.example";
    try (WireClient client = WireClient.greeted(sealpost.relay()).patience(PATIENCE)) {
      String content = "From: a@sender.example\r\nMessage-ID: <" + messageId + ">\r\n\r\nHello\r\n";
      assertThat(client.deliver("a@sender.example", "b@peer.example", content).code())
          .isEqualTo(250);
    }
    return messageId;
  }

  private void awaitArrival(String messageId) throws Exception {
    Eventually.within(
        PATIENCE,
        () -> messageId + " has not arrived",
        () -> peer.messageIds().contains(messageId));
  }

  /** Sends it all, then the end of mail data and QUIT; what came back until the server closed. */
  private static String answerTo(int port, byte[] octets) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> sendAll(socket, octets));
      for (int octet = read(socket); octet >= 0; octet = read(socket)) {
        answer.write(octet);
      }
      sender.join();
    }
    return answer.toString(ISO_8859_1);
  }

  private static void sendAll(Socket socket, byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().write("\r\n.\r\nQUIT\r\n".getBytes(ISO_8859_1));
    } catch (IOException closedBefore) {
      // It need not listen to the end.
    }
  }

  private static int read(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1; // closed while we still sent
    }
  }

  private static Exception handshakeFailure(WireClient client) {
    try {
      client.handshake(Certificates.unchecked());
      throw new AssertionError("it shook hands");
    } catch (IOException failure) {
      return failure;
    }
  }
}
