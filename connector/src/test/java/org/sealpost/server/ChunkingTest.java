package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.smtp.BodyType;
import org.sealpost.testkit.WireClient;

/**
 * What of a message sent with BDAT arrives (RFC 3030); the replies are in the conformance table.
 */
class ChunkingTest {
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

  private static void begin(WireClient client, String parameters) throws IOException {
    client.command("MAIL FROM:<a@b.example>" + parameters);
    assertThat(client.command("RCPT TO:<c@d.example>").code()).isEqualTo(250);
  }

  private static WireClient.Received chunk(WireClient client, byte[] octets, boolean last)
      throws IOException {
    client.send("BDAT " + octets.length + (last ? " LAST" : "") + "\r\n");
    client.send(octets);
    return client.read();
  }

  @Test
  @Tag("rfc3030-2")
  void putsChunksTogetherAsTheyCame() throws IOException {
    String text = "Subject: x\r\n\r\n.\r\n..dots stay\r\nno line end";
    try (WireClient client = harness.greeted()) {
      begin(client, "");
      for (int at = 0; at < text.length(); at++) {
        byte[] one = text.substring(at, at + 1).getBytes(StandardCharsets.US_ASCII);
        assertThat(chunk(client, one, false).text()).isEqualTo("250 2.0.0 1 octets received");
      }
      assertThat(client.command("BDAT 0 LAST").code()).isEqualTo(250);
    }
    assertThat(harness.endpoint.only().data()).isEqualTo(text);
  }

  @Test
  @Tag("rfc3030-3")
  void keepsABinaryBodyOctetForOctet() throws IOException {
    byte[] noise = new byte[700_000];
    new Random(5).nextBytes(noise);
    harness.endpoint.hold();
    try (WireClient client = harness.greeted()) {
      begin(client, " BODY=BINARYMIME");
      client.send("BDAT 700000 LAST\r\n");
      client.send(noise);
      client.send("NOOP\r\n");
      client.patience(Duration.ofSeconds(30));
      MailTransaction taken = awaitTransaction(client);
      assertThat(taken.parameters().body()).isEqualTo(BodyType.BINARY_MIME);
      try (InputStream in = taken.data().open()) {
        assertThat(in.readAllBytes()).isEqualTo(noise);
      }
      harness.endpoint.held().get(0).accept(RecordingEndpoint.STORED);
      assertThat(client.read().text()).isEqualTo("250 2.6.0 Stored");
      assertThat(client.read().text()).startsWith("250 2.0.0 ");
    }
  }

  /** Waits until the message is at the endpoint, which holds it. */
  private MailTransaction awaitTransaction(WireClient client) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (harness.endpoint.held().isEmpty() && System.nanoTime() < end) {
      assertThat(client.available()).as("no reply before the endpoint has answered").isZero();
      Thread.onSpinWait();
    }
    return Objects.requireNonNull(harness.endpoint.last());
  }

  @Test
  void forgetsChunksAtReset() throws IOException {
    try (WireClient client = harness.greeted()) {
      begin(client, "");
      chunk(client, new byte[400_000], false);
      assertThat(client.command("RSET").code()).isEqualTo(250);
      begin(client, "");
      chunk(client, "second\r\n".getBytes(StandardCharsets.US_ASCII), true);
    }
    assertThat(harness.endpoint.only().data()).isEqualTo("second\r\n");
  }

  @Test
  void leavesNoFileOfAClientThatGoesAwayBetweenChunks() throws IOException {
    try (WireClient client = harness.greeted()) {
      begin(client, "");
      assertThat(chunk(client, new byte[700_000], false).code()).isEqualTo(250);
    }
    harness.server.close(Duration.ofSeconds(5));
    try (Stream<Path> files = Files.list(harness.spool)) {
      assertThat(files).isEmpty();
    }
    assertThat(harness.endpoint.taken()).isEmpty();
  }

  @Test
  void endsTheSessionBetweenChunksWhenTheServerCloses() throws IOException {
    try (WireClient client = harness.greeted()) {
      begin(client, "");
      chunk(client, new byte[10], false);
      harness.server.close(Duration.ofSeconds(5));
      assertThat(client.read().text()).startsWith("421 4.3.2 ");
    }
    assertThat(harness.endpoint.taken()).isEmpty();
  }

  @Test
  @Tag("rfc1870-6.3")
  void refusesChunksThatAreTooMuchTogether() throws Exception {
    harness.close();
    harness = new ServerHarness(directory, ServerLimits.DEFAULT, 1000);
    try (WireClient client = harness.greeted()) {
      begin(client, "");
      assertThat(chunk(client, new byte[600], false).code()).isEqualTo(250);
      assertThat(chunk(client, new byte[401], false).text()).startsWith("552 5.3.4 ");
      assertThat(chunk(client, new byte[0], true).text()).startsWith("503 5.5.1 ");
      begin(client, "");
      assertThat(chunk(client, new byte[1000], true).code()).isEqualTo(250);
    }
  }
}
