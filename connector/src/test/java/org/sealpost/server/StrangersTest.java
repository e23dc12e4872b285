package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerMeter;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.testkit.WireClient;

/** What clients that nobody knows meet with, and what their operators can find out. */
class StrangersTest {
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
  void sendNotificationsToOneRecipientEach() throws Exception {
    open();
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<>");
      assertThat(client.command("RCPT TO:<a@rcpt.example>").code()).isEqualTo(250);
      assertThat(client.command("RCPT TO:<b@rcpt.example>").text()).startsWith("452 4.5.3 ");
      client.command("RSET");
      client.command("MAIL FROM:<someone@sender.example>");
      client.command("RCPT TO:<a@rcpt.example>");
      assertThat(client.command("RCPT TO:<b@rcpt.example>").code()).isEqualTo(250);
    }
  }

  @Test
  void sendNotificationsToAsManyAsTheOperatorSays() throws Exception {
    limits.nullPathRecipients = 2;
    open();
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<>");
      client.command("RCPT TO:<a@rcpt.example>");
      assertThat(client.command("RCPT TO:<b@rcpt.example>").code()).isEqualTo(250);
      assertThat(client.command("RCPT TO:<c@rcpt.example>").code()).isEqualTo(452);
    }
  }

  @Test
  void thoseWeKnowMaySendThemToMany() throws Exception {
    limits.unlimited = new TestLimits().unlimited;
    open();
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<>");
      client.command("RCPT TO:<a@rcpt.example>");
      assertThat(client.command("RCPT TO:<b@rcpt.example>").code()).isEqualTo(250);
    }
  }

  private Duration untilToldThatNobodyIsThere() throws IOException {
    harness.endpoint.hold();
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<someone@sender.example>");
      client.command("RCPT TO:<a@rcpt.example>");
      client.command("DATA");
      client.send("x\r\n.\r\n");
      while (harness.endpoint.held().isEmpty()) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      harness.endpoint.held().remove(0).accept(Replies.NO_SUCH_MAILBOX);
      assertThat(client.read().text()).startsWith("550 5.1.1 ");
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  @Test
  @Tag("rfc5321-7.3")
  void hearLateThatNoneOfTheirRecipientsExists() throws Exception {
    limits.unknownRecipientDelay = Duration.ofMillis(700);
    open();
    assertThat(untilToldThatNobodyIsThere()).isGreaterThanOrEqualTo(Duration.ofMillis(690));
  }

  @Test
  void thoseWeKnowHearItAtOnce() throws Exception {
    limits.unknownRecipientDelay = Duration.ofMinutes(1);
    limits.unlimited = new TestLimits().unlimited;
    open();
    // Otherwise the read would have given up.
    assertThat(untilToldThatNobodyIsThere()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void findTheNameOfTheSessionBehindEachRefusalAndInTheLog() throws Exception {
    open();
    try (LogRecorder log = new LogRecorder();
        WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<someone@sender.example>");
      String refusal = client.command("RCPT TO:<refused@rcpt.example>").text();
      assertThat(refusal).matches("550 5\\.1\\.1 Refused \\([0-9a-z-]+\\)");
      String session = refusal.substring(refusal.indexOf('(') + 1, refusal.length() - 1);
      assertThat(log.await("MTA-1110 refused RCPT session=" + session))
          .contains("path=<refused@rcpt.example> code=550 status=5.1.1");
      assertThat(client.command("RCPT TO:<a@rcpt.example>").text()).doesNotContain(session);
    }
  }

  @Test
  void areCountedAsEverybodyIs() throws Exception {
    List<String> counted = new CopyOnWriteArrayList<>();
    harness = new ServerHarness(directory, limits.build(), new RecordingMeter(counted));
    try (WireClient client = harness.greeted()) {
      client.command("XYZZY");
      client.deliver("a@b.example", "c@d.example", "x\r\n");
      client.command("AUTH PLAIN");
      client.command("QUIT");
      assertThat(client.isAtEnd()).isTrue();
    }
    harness.server.close(Duration.ofSeconds(5));
    assertThat(counted)
        .containsExactly(
            "opened RELAY",
            "EHLO 250",
            "other 500",
            "MAIL 250",
            "RCPT 250",
            "DATA 354",
            "DATA 250",
            "AUTH 502",
            "QUIT 221",
            "closed RELAY");
  }

  private record RecordingMeter(List<String> counted) implements ServerMeter {
    @Override
    public void opened(ListenerKind listener) {
      counted.add("opened " + listener);
    }

    @Override
    public void closed(ListenerKind listener) {
      counted.add("closed " + listener);
    }

    @Override
    public void turnedAway(ListenerKind listener) {
      counted.add("turned away " + listener);
    }

    @Override
    public void answered(ListenerKind listener, String verb, Reply reply, long nanos) {
      counted.add(verb + " " + reply.code() + (nanos < 0 ? " in the past" : ""));
    }
  }

  @Test
  @Tag("rfc5321-4.5.3.1.4")
  void mayWriteLinesAsLongAsTheOperatorSays() throws Exception {
    limits.commandLineOctets = 1280;
    open();
    try (WireClient client = harness.greeted()) {
      assertThat(client.command("NOOP " + "x".repeat(1275)).code()).isEqualTo(250);
      assertThat(client.command("NOOP " + "x".repeat(1276)).text()).startsWith("500 5.5.2 ");
    }
  }
}
