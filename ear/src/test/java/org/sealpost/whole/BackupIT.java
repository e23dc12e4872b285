package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A back-up made under load, by the command, has every message that was taken before it. */
final class BackupIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SESSIONS = 4;

  @Test
  void everyMessageThatWasTakenBeforeIsDeliveredFromTheCopy(@TempDir Path temporary)
      throws Exception {
    int peerPort = RunningSealpost.freePorts(1).get(0);
    Path copy = temporary.resolve("copy");
    Set<String> before;
    try (RunningSealpost sealpost = sealpost(temporary.resolve("data"), peerPort)) {
      sealpost.start().awaitReady();
      LoadSender load =
          new LoadSender(sealpost.relay(), "backup").start(SESSIONS).awaitAccepted(100);
      before = load.accepted();
      assertThat(sealpost.command("--backup", copy.toString())).isEqualTo("0");
      assertThat(load.accepted().size()).isGreaterThan(before.size());
      assertThat(sealpost.command("--backup", copy.toString())).startsWith("73").contains("empty");
      sealpost.kill();
      load.awaitEnd();
    }
    assertThat(copy.resolve("SHA256SUMS")).isRegularFile();
    assertThat(copy.resolve("tls/server.key")).isRegularFile();
    try (RunningSealpost restored = sealpost(temporary.resolve("restored"), peerPort);
        Sink peer = new Sink(peerPort).start()) {
      assertThat(restored.command("--restore", copy.toString())).isEqualTo("0");
      assertThat(restored.command("--restore", copy.toString())).startsWith("73");
      assertThat(Files.readString(restored.data().resolve("sealpost.properties")))
          .contains("route.peer.example");
      restored.start().awaitReady();
      Eventually.within(
          PATIENCE,
          () -> "lost or late: " + missing(peer, before),
          () -> missing(peer, before).isEmpty());
    }
  }

  private static RunningSealpost sealpost(Path data, int peerPort) {
    return new RunningSealpost(data)
        .set("route.peer.example", "smtp://127.0.0.1:" + peerPort)
        .set("queue.retry-schedule", "PT0.2S")
        .set("queue.retry-jitter-percent", "0");
  }

  private static Set<String> missing(Sink peer, Set<String> accepted) {
    Set<String> missing = new TreeSet<>(accepted);
    missing.removeAll(peer.messageIds());
    return missing;
  }
}
