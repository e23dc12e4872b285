package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.testkit.PostgresCluster;

/**
 * With the queue in a PostgreSQL: what was answered 250 is delivered, whether the process or the
 * database ends as by a crash, and after the database has come back nobody has to do anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SESSIONS = 8;

  private final int peerPort = RunningSealpost.freePorts(1).get(0);
  private final PostgresCluster cluster = PostgresCluster.running();
  private final String database = cluster.create();
  private RunningSealpost sealpost;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    sealpost =
        new RunningSealpost(temporary.resolve("data"))
            .set("database.url", cluster.address(database))
            .set("database.user", "postgres")
            .set("route.peer.example", "smtp://127.0.0.1:" + peerPort)
            .set("queue.retry-schedule", "PT0.2S")
            .set("queue.retry-jitter-percent", "0");
    sealpost.start().awaitReady();
  }

  @AfterAll
  void end() {
    sealpost.close();
    cluster.drop(database);
  }

  @Test
  void nothingIsLostByKillWhileMailComesIn(TestReporter reporter) throws Exception {
    LoadSender load = new LoadSender(sealpost.relay(), "in").start(SESSIONS).awaitAccepted(100);
    sealpost.kill();
    Set<String> accepted = load.awaitEnd();
    sealpost.start().awaitReady();
    try (Sink peer = new Sink(peerPort).start()) {
      awaitAll(peer, accepted, reporter);
    }
    assertThat(sealpost.data().resolve("database")).doesNotExist();
  }

  @Test
  void databaseThatCrashesAndComesBackLosesNothingAndNeedsNobody(TestReporter reporter)
      throws Exception {
    try (Sink peer = new Sink(peerPort).start()) {
      LoadSender before =
          new LoadSender(sealpost.relay(), "before").start(SESSIONS).awaitAccepted(100);
      cluster.crash(); // the sessions go on, and are told to come again
      Set<String> accepted = new TreeSet<>(before.finish());
      LoadSender after = new LoadSender(sealpost.relay(), "after").start(SESSIONS);
      after.awaitAccepted(50);
      accepted.addAll(after.finish());
      awaitAll(peer, accepted, reporter);
    }
  }

  @Test
  void backUpIsForTheDatabaseToMake(@TempDir Path temporary) throws Exception {
    assertThat(sealpost.command("--backup", temporary.resolve("copy").toString()))
        .startsWith("73")
        .contains("not in the embedded database");
  }

  private static void awaitAll(Sink peer, Set<String> accepted, TestReporter reporter)
      throws Exception {
    Eventually.within(
        PATIENCE,
        () -> "lost or late: " + missing(peer, accepted),
        () -> missing(peer, accepted).isEmpty());
    int doubles = peer.taken().size() - peer.messageIds().size();
    reporter.publishEntry(
        "answered 250: %d, delivered: %d, doubles: %d"
            .formatted(accepted.size(), peer.messageIds().size(), doubles));
  }

  private static Set<String> missing(Sink peer, Set<String> accepted) {
    Set<String> missing = new TreeSet<>(accepted);
    missing.removeAll(peer.messageIds());
    return missing;
  }
}
