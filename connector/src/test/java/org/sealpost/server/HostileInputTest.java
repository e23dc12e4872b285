package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.testkit.WireClient;

/** What no honest client sends. */
class HostileInputTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {"\r\n.\n", "\n.\n", "\r.\r", "\n.\r\n", "\r\n.\r", "\r.\r\n", "x\ny", "x\ry"})
  void refusesBareLineEndsInMailDataAndTakesOneMessageOnly(String sequence) throws IOException {
    try (WireClient client = harness.greeted()) {
      client.sendLines("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
      for (int i = 0; i < 3; i++) {
        client.read();
      }
      client.send("one" + sequence + "MAIL FROM:<evil@b.example>\r\nRCPT TO:<c@d.example>\r\n");
      assertThat(client.command(".").text()).startsWith("554 5.6.0 ");
      assertThat(client.command("NOOP").code()).isEqualTo(250);
      assertThat(client.deliver("a@b.example", "c@d.example", "good\r\n").code()).isEqualTo(250);
    }
    assertThat(harness.endpoint.only().data()).isEqualTo("good\r\n");
  }

  @Test
  void refusesBareLineFeedInACommandAndNeverRunsTheRest() throws IOException {
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<a@b.example>");
      client.send("NOOP\nRSET\r\n");
      assertThat(client.read().text()).startsWith("500 5.5.2 ");
      assertThat(client.command("RCPT TO:<c@d.example>").code()).isEqualTo(250);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1", "POST /x HTTP/1.1", "CONNECT a:25 HTTP/1.1"})
  void closesOnHttp(String line) throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.read();
      client.sendLines(line, "Host: mx.test.example", "", "MAIL FROM:<>");
      assertThat(client.read().text()).startsWith("554 5.5.2 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void closesOnTlsInTheClear() throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.read();
      client.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
      assertThat(client.read().text()).startsWith("554 5.5.2 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void closesAfterTooManyBadCommands() throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.read();
      client.send("BOGUS\r\n".repeat(1000));
      for (int i = 0; i < ServerLimits.DEFAULT.conduct().badCommands(); i++) {
        assertThat(client.read().text()).startsWith("500 5.5.1 ");
      }
      assertThat(client.read().text()).startsWith("421 4.7.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void refusesATooLongLineAndGoesOn() throws IOException {
    try (WireClient client = harness.greeted()) {
      assertThat(client.command("NOOP " + "x".repeat(100_000)).text()).startsWith("500 5.5.2 ");
      assertThat(client.command("NOOP").code()).isEqualTo(250);
      String path = "a@" + "b".repeat(60) + ".example";
      assertThat(client.command("MAIL FROM:<" + "x".repeat(250) + path + ">").text())
          .startsWith("501 5.1.7 ");
      assertThat(client.command("MAIL FROM:<" + path + ">").code()).isEqualTo(250);
    }
  }

  @Test
  void refusesAMessageWithALineTooLong() throws Exception {
    harness.close();
    TestLimits limits = new TestLimits();
    limits.textLineOctets = 1000;
    harness = new ServerHarness(directory, limits.build());
    try (WireClient client = harness.greeted()) {
      String longest = "x".repeat(998) + "\r\n";
      assertThat(client.deliver("a@b.example", "c@d.example", longest).code()).isEqualTo(250);
      assertThat(client.deliver("a@b.example", "c@d.example", "x" + longest).text())
          .startsWith("554 5.6.0 ");
    }
    assertThat(harness.endpoint.only().data()).hasSize(1000);
  }

  @Test
  void timesOutASilentClient() throws Exception {
    harness.close();
    harness = new ServerHarness(directory, ServerHarness.shortTimeouts(Duration.ofMillis(200)));
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.read();
      client.send("NOO");
      assertThat(client.read().text()).startsWith("421 4.4.2 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void greetsOneSessionTooManyWith421() throws Exception {
    harness.close();
    TestLimits two = new TestLimits();
    two.sessions = 2;
    harness = new ServerHarness(directory, two.build());
    try (WireClient first = harness.greeted();
        WireClient second = harness.greeted();
        WireClient third = WireClient.connect(harness.relay())) {
      assertThat(third.read().text()).startsWith("421 4.3.2 ");
      assertThat(first.command("QUIT").code()).isEqualTo(221);
      assertThat(second.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void survivesNoise() throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 40; round++) {
      byte[] noise = new byte[1 + random.nextInt(3000)];
      random.nextBytes(noise);
      try (WireClient client = WireClient.connect(harness.relay())) {
        client.read();
        client.command("EHLO noise.example");
        client.send(noise);
        client.send("\r\nQUIT\r\n");
        drain(client);
      }
    }
    try (WireClient client = harness.greeted()) {
      assertThat(client.deliver("a@b.example", "c@d.example", "good\r\n").code()).isEqualTo(250);
    }
  }

  private static void drain(WireClient client) throws IOException {
    WireClient.Received last = client.read();
    while (last.code() != 221 && last.code() != 421) {
      assertThat(last.code()).isBetween(500, 599);
      last = client.read();
    }
  }
}
