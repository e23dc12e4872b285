package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.testkit.WireClient;

/** Clients that take their time (RFC 5321 §4.5.3.2). */
@Tag("rfc5321-4.5.3.2")
class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path directory;
  private final TestLimits limits = new TestLimits();

  @SuppressWarnings("NullAway.Init") // each test opens it with its own limits
  private ServerHarness harness;

  private void open() throws Exception {
    harness = new ServerHarness(directory, limits.build());
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private static void startData(WireClient client) throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<c@d.example>");
    assertThat(client.command("DATA").code()).isEqualTo(354);
  }

  private static void expectTimeout(WireClient client) throws IOException {
    expectTimeout(client, client.read());
  }

  private static void expectTimeout(WireClient client, WireClient.Received reply)
      throws IOException {
    assertThat(reply.text()).startsWith("421 4.4.2 ");
    assertThat(client.patience(Duration.ofSeconds(10)).isAtEnd()).isTrue();
  }

  /** Sends again and again until the server has something to say. */
  private static WireClient.Received trickle(WireClient client, String octets, Duration pause)
      throws IOException {
    client.patience(pause);
    while (true) {
      client.send(octets);
      try {
        return client.read();
      } catch (SocketTimeoutException stillWaiting) {
        // The next piece.
      }
    }
  }

  private static void expectSilence(WireClient client, Duration time) throws IOException {
    client.patience(time);
    assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
    client.patience(Duration.ofSeconds(10));
  }

  @Test
  void waitsForTheFirstCommandAndForEachFurtherOneItsOwnTime() throws Exception {
    limits.greeting = SHORT;
    open();
    try (WireClient silent = WireClient.connect(harness.relay());
        WireClient late = harness.greeted()) {
      silent.read();
      expectTimeout(silent);
      assertThat(late.command("NOOP").code()).isEqualTo(250);
    }
    harness.close();
    limits.greeting = Duration.ofMinutes(1);
    limits.command = SHORT;
    open();
    try (WireClient client = harness.greeted()) {
      expectTimeout(client);
    }
  }

  @Test
  void lineThatComesOctetByOctetHasTheTimeOfALine() throws Exception {
    limits.command = SHORT;
    open();
    try (WireClient client = harness.greeted()) {
      expectTimeout(client, trickle(client, "x", Duration.ofMillis(50)));
    }
  }

  @Test
  void waitsForTheNextMailData() throws Exception {
    limits.dataBlock = SHORT;
    open();
    try (WireClient client = harness.greeted()) {
      startData(client);
      client.send("x\r\n");
      expectTimeout(client);
    }
  }

  @Test
  void allMailDataHasItsTime() throws Exception {
    limits.data = SHORT;
    open();
    try (WireClient client = harness.greeted()) {
      startData(client);
      expectTimeout(client, trickle(client, "x".repeat(70) + "\r\n", Duration.ofMillis(20)));
    }
    assertThat(harness.endpoint.taken()).isEmpty();
  }

  @Test
  void mailDataHasToComeAtARate() throws Exception {
    limits.dataBlock = SHORT;
    limits.leastOctetsPerSecond = 10_000;
    open();
    try (WireClient holder = harness.greeted();
        WireClient slow = harness.greeted()) {
      startData(holder);
      expectTimeout(holder, trickle(holder, "x\r\n", Duration.ofMillis(20)));
      startData(slow);
      String line = "x".repeat(998) + "\r\n";
      for (int i = 0; i < 50; i++) {
        slow.send(line);
        expectSilence(slow, Duration.ofMillis(20)); // slow, but faster than asked for
      }
      assertThat(slow.command(".").code()).isEqualTo(250);
    }
    assertThat(harness.endpoint.only().octets()).isEqualTo(50_000);
  }

  @Test
  void replyToTheMessageIsNotWaitedForByTheClientAlone() throws Exception {
    limits.timeouts(SHORT);
    open();
    harness.endpoint.hold();
    try (WireClient client = harness.greeted()) {
      startData(client);
      client.sendLines("x", ".");
      while (harness.endpoint.held().isEmpty()) {
        Thread.onSpinWait();
      }
      expectSilence(client, SHORT.multipliedBy(3)); // longer than any of its own times
      harness.endpoint.held().get(0).accept(RecordingEndpoint.STORED);
      assertThat(client.read().code()).isEqualTo(250);
    }
  }
}
