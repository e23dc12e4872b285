package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.testkit.WireClient;

/** A data directory on a disk of its own, which is filled up while mail comes in. Needs root. */
final class FullDiskIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MIB = 1024 * 1024;
  private static final int MANY = 1000;

  private final Sink peer = new Sink().start();
  private final Set<String> accepted = new TreeSet<>();
  @TempDir private Path temporary;
  private Path disk;
  private RunningSealpost sealpost;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
    disk = Files.createDirectory(temporary.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=480m", "tmpfs", disk.toString());
    sealpost =
        new RunningSealpost(disk.resolve("data"))
            .set("route.peer.example", "smtp://127.0.0.1:" + peer.port())
            .set("queue.retry-schedule", "PT0.2S");
  }

  @AfterEach
  void unmount() throws Exception {
    peer.close();
    if (sealpost != null) {
      sealpost.close();
      run("umount", disk.toString());
    }
  }

  @Test
  void mailIsPutOffBelowTheLimitAndTakenAgainAfterwards() throws Exception {
    sealpost.start().awaitReady();
    peer.answerOnly(0);
    assertThat(send("before", 100)).startsWith("250 ");
    fillUp();
    assertThat(mailReply()).startsWith("452 4.3.1 ");
    peer.answerAll();
    awaitAllAccepted();
    assertThat(sealpost.isAlive()).isTrue();
    Files.delete(ballast());
    assertThat(send("after", 100)).startsWith("250 ");
    awaitAllAccepted();
  }

  @Test
  void databaseThatMeetsTheFullDiskLosesNothing(TestReporter reporter) throws Exception {
    sealpost.set("queue.min-free-octets", Integer.toString(MIB)).start().awaitReady();
    peer.answerOnly(0);
    LoadSender load = new LoadSender(sealpost.relay(), "full").start(8).awaitAccepted(MANY);
    accepted.addAll(load.finish());
    fillUp();
    // Every delivery has an outcome to record, together more than the database has set aside.
    peer.answerAll();
    Eventually.within(PATIENCE, () -> "no MTA-2105 in the log", this::cannotRecord);
    assertThat(mailReply()).startsWith("452 4.3.1 ");
    Files.delete(ballast());
    boolean recovered = recovers();
    reporter.publishEntry(recovered ? "recovers by itself" : "needs a restart");
    if (!recovered) {
      sealpost.kill();
      sealpost.start().awaitReady();
    }
    assertThat(send("after", 100)).startsWith("250 ");
    awaitAllAccepted();
    reporter.publishEntry("doubles: " + (peer.taken().size() - peer.messageIds().size()));
  }

  private boolean cannotRecord() throws IOException {
    return sealpost.log().contains("MTA-2105 ") || sealpost.output().contains("MTA-2105 ");
  }

  private boolean recovers() throws Exception {
    for (int i = 0; i < 10; i++) {
      if (send("recovering-" + i, 10).startsWith("250 ")) {
        return true;
      }
    }
    return false;
  }

  private String send(String id, int lines) throws IOException {
    try (WireClient client = WireClient.greeted(sealpost.relay()).patience(PATIENCE)) {
      String content =
          "From: a@sender.example\r\nMessage-ID: <" + id + ">\r\n\r\n" + "line\r\n".repeat(lines);
      String reply = client.deliver("a@sender.example", "b@peer.example", content).text();
      if (reply.startsWith("250")) {
        accepted.add(id);
      }
      return reply;
    }
  }

  private String mailReply() throws IOException {
    try (WireClient client = WireClient.greeted(sealpost.relay())) {
      return client.command("MAIL FROM:<a@sender.example>").text();
    }
  }

  private void awaitAllAccepted() throws Exception {
    Eventually.within(
        PATIENCE,
        () -> accepted + " accepted, " + peer.messageIds() + " delivered",
        () -> peer.messageIds().containsAll(accepted));
  }

  private Path ballast() {
    return disk.resolve("ballast");
  }

  private void fillUp() throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (disk.toFile().getUsableSpace() > 0) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(disk.toFile().getUsableSpace()).isLessThan(block.length);
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
