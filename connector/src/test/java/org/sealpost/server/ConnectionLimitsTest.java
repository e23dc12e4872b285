package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.ServerLimits.PerAddress;
import org.sealpost.smtp.Network;
import org.sealpost.testkit.WireClient;

/** Who gets in, and who has to leave for others. */
class ConnectionLimitsTest {
  private static final PerAddress MANY = new PerAddress(1000, 1000, 1000);

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

  private String firstWord() throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      String text = client.read().text();
      return text.substring(0, text.indexOf(' ', 4));
    }
  }

  @Test
  void takesNoMoreConnectionsAtTheSameTimeFromOneAddress() throws Exception {
    limits.connections = new PerAddress(2, 9, 9);
    open();
    try (WireClient stays = harness.greeted()) {
      try (WireClient leaves = harness.greeted()) {
        assertThat(firstWord()).isEqualTo("421 4.7.0");
        assertThat(leaves.command("QUIT").code()).isEqualTo(221);
        assertThat(leaves.isAtEnd()).isTrue();
      }
      awaitSessions(1);
      assertThat(firstWord()).startsWith("220");
      assertThat(stays.command("NOOP").code()).isEqualTo(250);
    }
  }

  private void awaitSessions(int count) {
    while (harness.server.sessions() > count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void takesNoMoreConnectionsInAMinuteFromOneAddress() throws Exception {
    limits.connectionsPerMinute = new PerAddress(9, 3, 9);
    open();
    int greeted = 0;
    // The minute may end once meanwhile.
    for (int i = 0; i < 8; i++) {
      greeted += firstWord().startsWith("220") ? 1 : 0;
    }
    assertThat(greeted).isBetween(3, 6);
  }

  @Test
  void limitsNobodyInAnUnlimitedNetwork() throws Exception {
    limits.unlimited = new TestLimits().unlimited;
    limits.connections = new PerAddress(1, 1, 1);
    limits.connectionsPerMinute = new PerAddress(1, 1, 1);
    open();
    try (WireClient first = harness.greeted();
        WireClient second = harness.greeted()) {
      assertThat(first.command("NOOP").code()).isEqualTo(250);
      assertThat(second.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  @Tag("rfc4954-9")
  void turnsAwayFromSubmissionWhoFailedToAuthenticateTooOften() throws Exception {
    limits.authFailures = new ServerLimits.AuthFailures(MANY, new PerAddress(1, 9, 9));
    open();
    harness.server.authFailures().recordFailure(harness.relay().getAddress());
    try (WireClient client = WireClient.connect(harness.withoutRequireTls())) {
      assertThat(client.read().text()).startsWith("421 4.7.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
    assertThat(firstWord()).startsWith("220");
    harness.server.authFailures().recordSuccess(harness.relay().getAddress());
    try (WireClient client = WireClient.connect(harness.withoutRequireTls())) {
      assertThat(client.read().code()).isEqualTo(220);
    }
  }

  @Test
  void endsTheLongestIdleSessionForANewOneWhereAllAreTaken() throws Exception {
    limits.connections = MANY;
    limits.sessions = 3;
    limits.shedAfter = Duration.ZERO;
    open();
    try (WireClient honest = harness.greeted();
        WireClient oldest = harness.greeted();
        WireClient other = harness.greeted()) {
      assertThat(honest.deliver("a@b.example", "c@d.example", "x\r\n").code()).isEqualTo(250);
      oldest.send("MAIL FR");
      try (WireClient next = harness.greeted()) {
        assertThat(oldest.read().text()).startsWith("421 4.3.2 ");
        assertThat(oldest.isAtEnd()).isTrue();
        assertThat(next.deliver("a@b.example", "c@d.example", "y\r\n").code()).isEqualTo(250);
        assertThat(honest.command("NOOP").code()).isEqualTo(250);
        assertThat(other.command("NOOP").code()).isEqualTo(250);
      }
    }
  }

  @Test
  void endsNoSessionWhoseMailDataComes() throws Exception {
    limits.connections = MANY;
    limits.sessions = 2;
    limits.shedAfter = Duration.ZERO;
    open();
    try (WireClient busy = harness.greeted();
        WireClient stalls = harness.greeted()) {
      for (WireClient each : List.of(busy, stalls)) {
        each.command("MAIL FROM:<a@b.example>");
        each.command("RCPT TO:<c@d.example>");
        each.command("DATA");
      }
      // Later than the other one got on.
      busy.send(("x".repeat(998) + "\r\n").repeat(1000));
      stalls.send("x");
      awaitSpooled(512 * 1024);
      try (WireClient next = harness.greeted()) {
        assertThat(stalls.read().text()).startsWith("421 4.3.2 ");
        assertThat(next.command("NOOP").code()).isEqualTo(250);
        busy.send(".\r\n");
        assertThat(busy.read().code()).isEqualTo(250);
      }
    }
  }

  /** Until so much mail data has been taken off the connection. */
  private void awaitSpooled(long octets) throws IOException {
    long spooled = 0;
    while (spooled < octets) {
      try (Stream<Path> files = Files.list(harness.spool)) {
        spooled = files.mapToLong(file -> file.toFile().length()).sum();
      }
    }
  }

  @Test
  void makesRoomAtOnceForClientsThatAreNotLimited() throws Exception {
    limits.unlimited = List.of(Network.parse("127.0.0.2").orElseThrow());
    limits.connections = MANY;
    limits.sessions = 1;
    limits.shedAfter = Duration.ofMinutes(1);
    open();
    try (WireClient stranger = harness.greeted();
        WireClient known = WireClient.connectFrom("127.0.0.2", harness.relay())) {
      assertThat(known.read().code()).isEqualTo(220);
      assertThat(stranger.read().text()).startsWith("421 4.3.2 ");
      assertThat(known.command("NOOP").code()).isEqualTo(250);
      try (WireClient next = WireClient.connectFrom("127.0.0.2", harness.relay())) {
        assertThat(next.read().text()).startsWith("421 4.3.2 ");
      }
    }
  }

  @Test
  void endsNoSessionThatGotOnAMomentAgo() throws Exception {
    limits.connections = MANY;
    limits.sessions = 1;
    limits.shedAfter = Duration.ofMinutes(1);
    open();
    try (WireClient only = harness.greeted()) {
      assertThat(firstWord()).isEqualTo("421 4.3.2");
      assertThat(only.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void holdersOfAllSessionsDoNotKeepMailOut() throws Exception {
    limits.connections = MANY;
    limits.sessions = 20;
    limits.shedAfter = Duration.ofMillis(50);
    open();
    WireClient[] loris = new WireClient[40];
    try {
      for (int i = 0; i < loris.length; i++) {
        loris[i] = WireClient.connect(harness.relay());
        loris[i].send("E");
      }
      for (int i = 0; i < 5; i++) {
        assertThat(deliverAtLast()).isEqualTo(250);
      }
    } finally {
      for (WireClient one : loris) {
        one.close();
      }
    }
    assertThat(harness.endpoint.taken()).hasSize(5);
  }

  // As a real client does after 421: again.
  private int deliverAtLast() throws IOException {
    while (true) {
      try (WireClient client = WireClient.connect(harness.relay())) {
        if (client.read().code() == 220) {
          client.command("EHLO client.example");
          return client.deliver("a@b.example", "c@d.example", "x\r\n").code();
        }
      }
    }
  }
}
