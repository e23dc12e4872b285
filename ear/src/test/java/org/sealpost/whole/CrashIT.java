package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was answered 250 is delivered, whatever happens to the process: at least once, and only once
 * where no reply of the peer was lost with it (RFC 5321 §6.1). Each test begins and ends with a
 * running Sealpost, always the same one, whose queue is empty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrashIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SESSIONS = 8;

  private final int peerPort = RunningSealpost.freePorts(1).get(0);
  private RunningSealpost sealpost;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    sealpost =
        new RunningSealpost(temporary.resolve("data"))
            .set("route.peer.example", "smtp://127.0.0.1:" + peerPort)
            .set("queue.retry-schedule", "PT0.2S")
            .set("queue.retry-jitter-percent", "0");
    sealpost.start().awaitReady();
  }

  @AfterAll
  void end() {
    sealpost.close();
  }

  @Test
  void nothingIsLostByKillWhileMailComesIn(TestReporter reporter) throws Exception {
    LoadSender load = new LoadSender(sealpost.relay(), "in").start(SESSIONS).awaitAccepted(100);
    sealpost.kill();
    Set<String> accepted = load.awaitEnd();
    sealpost.start().awaitReady();
    try (Sink peer = new Sink(peerPort).start()) {
      awaitAll(peer, accepted);
      reporter.publishEntry(counts(peer, accepted));
    }
  }

  @Test
  void nothingIsLostByKillWhileMailGoesOut(TestReporter reporter) throws Exception {
    Set<String> accepted;
    try (Sink peer = new Sink(peerPort)) {
      peer.answerOnly(30);
      peer.start();
      LoadSender load = new LoadSender(sealpost.relay(), "out").start(SESSIONS).awaitAccepted(100);
      // Some are delivered and recorded, some sent without their reply, some wait.
      Eventually.within(PATIENCE, () -> peer.waiting() + " waiting", () -> peer.waiting() >= 5);
      sealpost.kill();
      accepted = load.awaitEnd();
      assertThat(peer.messageIds().size()).isBetween(30, accepted.size() - 1);
      peer.answerAll();
      sealpost.start().awaitReady();
      awaitAll(peer, accepted);
      assertThat(peer.taken().size() - peer.messageIds().size())
          .as("doubles: only what had no reply that was recorded")
          .isPositive();
      reporter.publishEntry(counts(peer, accepted));
    }
  }

  @Test
  void nothingIsLostByStopUnderLoad(TestReporter reporter) throws Exception {
    try (Sink peer = new Sink(peerPort).start()) {
      LoadSender load = new LoadSender(sealpost.relay(), "stop").start(SESSIONS).awaitAccepted(100);
      Instant asked = Instant.now();
      assertThat(sealpost.stop()).as(sealpost.output()).isZero();
      Duration took = Duration.between(asked, Instant.now());
      assertThat(took).isLessThan(Duration.ofSeconds(60));
      Set<String> accepted = load.awaitEnd();
      int delivered = missing(peer, accepted).size();
      sealpost.start().awaitReady();
      awaitAll(peer, accepted);
      assertThat(peer.taken().size() - peer.messageIds().size())
          .as("doubles, though nothing crashed")
          .isZero();
      reporter.publishEntry(
          counts(peer, accepted) + ", left for the restart " + delivered + ", stopped in " + took);
    }
  }

  private static void awaitAll(Sink peer, Set<String> accepted) throws Exception {
    Eventually.within(
        PATIENCE,
        () -> "lost or late: " + missing(peer, accepted),
        () -> missing(peer, accepted).isEmpty());
  }

  private static Set<String> missing(Sink peer, Set<String> accepted) {
    Set<String> missing = new TreeSet<>(accepted);
    missing.removeAll(peer.messageIds());
    return missing;
  }

  private static String counts(Sink peer, Set<String> accepted) {
    Set<String> delivered = peer.messageIds();
    return "answered 250: %d, delivered: %d, doubles: %d"
        .formatted(accepted.size(), delivered.size(), peer.taken().size() - delivered.size());
  }
}
