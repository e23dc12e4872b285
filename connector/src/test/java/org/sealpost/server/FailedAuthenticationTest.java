package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.server.SaslWire.base64;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.ServerLimits.PerAddress;
import org.sealpost.testkit.WireClient;

/** What guessing costs (RFC 4954 §9). */
class FailedAuthenticationTest {
  private static final String RIGHT =
      "AUTH PLAIN " + base64("\0" + FakeAccounts.NAME + "\0" + FakeAccounts.PASSWORD);
  private static final String WRONG = "AUTH PLAIN " + base64("\0a\0wrong");

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

  @Test
  @Tag("rfc4954-9")
  void answersLaterAndLaterAndClosesInTheEnd() throws Exception {
    List<Long> waited = new ArrayList<>();
    try (WireClient client = secured()) {
      for (int i = 1; i < ServerHarness.MAX_FAILURES; i++) {
        long asked = System.nanoTime();
        assertThat(client.command(WRONG).text()).startsWith("535 5.7.8 ");
        waited.add(System.nanoTime() - asked);
      }
      assertThat(client.command(WRONG).text()).startsWith("421 4.7.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
    long step = ServerHarness.FAILURE_DELAY.toNanos();
    assertThat(waited.get(3)).isGreaterThanOrEqualTo(step);
    assertThat(waited.get(4)).isGreaterThanOrEqualTo(2 * step);
  }

  @Test
  @Tag("rfc4954-9")
  void countsOverSessionsUntilSomebodySignsIn() throws Exception {
    harness.close();
    TestLimits limits = new TestLimits();
    PerAddress two = new PerAddress(2, 9, 9);
    limits.authFailures = new ServerLimits.AuthFailures(two, two);
    harness = new ServerHarness(directory, limits.build());
    try (WireClient wrong = secured();
        WireClient right = secured();
        WireClient late = secured()) {
      wrong.command(WRONG);
      assertThat(right.command(RIGHT).code()).isEqualTo(235);
      wrong.command(WRONG);
      assertThat(firstWord()).startsWith("220 ");
      wrong.command(WRONG);
      assertThat(firstWord()).startsWith("421 4.7.0 ");
      assertThat(late.command(RIGHT).text()).startsWith("421 4.7.0 ");
    }
  }

  private String firstWord() throws Exception {
    try (WireClient client = WireClient.connect(harness.submission())) {
      return client.read().text();
    }
  }

  @Test
  void countsTokensThatWereRefusedAndThenCancelled() throws Exception {
    String stolen = "AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer stolen\1\1");
    try (WireClient client = secured()) {
      for (int i = 1; i < ServerHarness.MAX_FAILURES; i++) {
        assertThat(client.command(stolen).code()).isEqualTo(334);
        assertThat(client.command("*").text()).startsWith("501 5.7.0 ");
      }
      client.command(stolen);
      assertThat(client.command("*").text()).startsWith("421 4.7.0 ");
    }
  }

  @Test
  void holdsBackWhatIsPipelinedBehindAFailedAttempt() throws Exception {
    try (WireClient client = secured()) {
      for (int i = 0; i < 4; i++) {
        client.send(WRONG + "\r\n");
      }
      client.send("NOOP\r\n");
      for (int i = 0; i < 4; i++) {
        assertThat(client.read().code()).isEqualTo(535);
      }
      assertThat(client.read().code()).isEqualTo(250);
    }
  }

  @Test
  void forgetsFailuresOnceSomebodySignedIn() throws Exception {
    try (WireClient client = secured()) {
      for (int i = 0; i < ServerHarness.MAX_FAILURES - 1; i++) {
        client.command(WRONG);
      }
      String right = base64("\0" + FakeAccounts.NAME + "\0" + FakeAccounts.PASSWORD);
      assertThat(client.command("AUTH PLAIN " + right).code()).isEqualTo(235);
      assertThat(client.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void closesWithTheServerWhileAnAnswerWaits() throws Exception {
    try (WireClient client = secured()) {
      for (int i = 0; i < 3; i++) {
        client.command(WRONG);
      }
      client.send(WRONG + "\r\n");
      harness.server.close(Duration.ofSeconds(5));
      // The one or the other, whichever came first; never both of them for one command.
      int code = client.read().code();
      assertThat(code).isIn(421, 535);
      if (code == 535) {
        assertThat(client.read().code()).isEqualTo(421);
      }
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  private WireClient secured() throws Exception {
    return WireClient.secured(harness.submission(), ServerHarness.AUTHORITY.clientContext());
  }
}
