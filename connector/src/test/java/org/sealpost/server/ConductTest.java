package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.testkit.WireClient;

/** What a session may do that leads to no mail, and clients that do not wait. */
class ConductTest {
  @TempDir Path directory;
  private final TestLimits limits = new TestLimits().strangers();

  @SuppressWarnings("NullAway.Init") // each test opens it with its own limits
  private ServerHarness harness;

  private void open() throws Exception {
    harness = new ServerHarness(directory, limits.build());
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void endsASessionThatOnlyIdles() throws Exception {
    limits.idleCommands = 4;
    open();
    try (WireClient client = harness.greeted()) {
      assertThat(client.command("NOOP").code()).isEqualTo(250);
      assertThat(client.command("RSET").code()).isEqualTo(250);
      assertThat(client.deliver("a@b.example", "c@d.example", "x\r\n").code()).isEqualTo(250);
      for (String command : new String[] {"NOOP", "RSET", "EHLO a.example", "VRFY x"}) {
        assertThat(client.command(command).code()).isBetween(250, 252);
      }
      assertThat(client.command("NOOP").text()).startsWith("421 4.7.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void endsASessionAfterSoManyTransactions() throws Exception {
    limits.transactions = 2;
    open();
    try (WireClient client = harness.greeted()) {
      assertThat(client.deliver("a@b.example", "c@d.example", "1\r\n").code()).isEqualTo(250);
      assertThat(client.deliver("a@b.example", "c@d.example", "2\r\n").code()).isEqualTo(250);
      assertThat(client.command("MAIL FROM:<a@b.example>").text()).startsWith("421 4.7.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void endsASessionWithNothingButRefusedMessages() throws Exception {
    limits.failedTransactions = 1;
    open();
    try (WireClient client = harness.greeted()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.deliver("a@b.example", "c@d.example", "bare\nLF\r\n").code())
            .isEqualTo(554);
      }
      assertThat(client.command("MAIL FROM:<a@b.example>").text()).startsWith("550 5.7.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void slowsDownAClientThatIsWrongAgainAndAgainUntilItIsRight() throws Exception {
    limits.faultsBeforeDelay = 2;
    limits.faultDelay = Duration.ofMillis(150);
    open();
    try (WireClient client = harness.greeted();
        WireClient other = harness.greeted()) {
      client.command("BOGUS");
      client.command("BOGUS");
      long start = System.nanoTime();
      client.sendLines("BOGUS", "BOGUS", "BOGUS");
      for (int i = 0; i < 3; i++) {
        assertThat(client.read().text()).startsWith("500 5.5.1 ");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(450));
      assertThat(other.command("NOOP").code()).isEqualTo(250);
      assertThat(client.deliver("a@b.example", "c@d.example", "x\r\n").code()).isEqualTo(250);
      assertThat(harness.endpoint.only().data()).isEqualTo("x\r\n");
    }
  }

  @Test
  @Tag("rfc5321-4.3.1")
  void turnsAwayWhoTalksBeforeTheGreeting() throws Exception {
    limits.greetDelay = Duration.ofSeconds(5);
    open();
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.sendLines("EHLO client.example", "MAIL FROM:<a@b.example>");
      assertThat(client.read().text()).startsWith("554 5.5.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
    // People's programs do not wait for a greeting that is held back for spam.
    try (WireClient client = WireClient.connect(harness.withoutRequireTls())) {
      assertThat(client.patience(Duration.ofSeconds(4)).read().code()).isEqualTo(220);
    }
  }

  @Test
  void greetsAStrangerThatWaits() throws Exception {
    limits.greetDelay = Duration.ofMillis(50);
    open();
    try (WireClient client = harness.greeted()) {
      assertThat(client.deliver("a@b.example", "c@d.example", "x\r\n").code()).isEqualTo(250);
    }
  }

  @ParameterizedTest
  @Tag("rfc2920-3.1")
  @ValueSource(
      strings = {
        "EHLO client.example\r\nMAIL FROM:<a@b.example>\r\n",
        "HELO client.example\r\nNOOP\r\n",
        "NOOP\r\nNOOP\r\n"
      })
  void turnsAwayAStrangerThatPipelinesBeforeItMay(String octets) throws Exception {
    open();
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.read();
      client.send(octets);
      assertThat(client.read().text()).startsWith("554 5.5.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  @Tag("rfc2920-3.1")
  void turnsAwayAStrangerThatSendsMailDataUnasked() throws Exception {
    open();
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<a@b.example>");
      client.command("RCPT TO:<c@d.example>");
      client.sendLines("DATA", "Subject: x", "", "y", ".", "QUIT");
      assertThat(client.read().text()).startsWith("554 5.5.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
    assertThat(harness.endpoint.taken()).isEmpty();
  }

  @Test
  @Tag("rfc2920-3.1")
  void takesWhatAStrangerMayPipeline() throws Exception {
    open();
    try (WireClient client = harness.greeted()) {
      client.sendLines("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(354);
      client.sendLines("x", ".", "QUIT");
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(221);
    }
  }
}
