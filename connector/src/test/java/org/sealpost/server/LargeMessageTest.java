package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.testkit.WireClient;

/** Mail data beyond what the heap keeps. */
class LargeMessageTest {
  private static final byte[] BLOCK =
      ("y".repeat(126) + "\r\n").repeat(512).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;

  /** A server that may keep next to nothing on the heap. */
  private static ServerLimits littleHeap() {
    TestLimits limits = new TestLimits();
    limits.memory = new ServerLimits.Memory(16 * 1024, 40 * 1024);
    return limits.build();
  }

  private static long spooled(Path spool) throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.count();
    }
  }

  private static void startData(WireClient client) throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<c@d.example>");
    assertThat(client.command("DATA").code()).isEqualTo(354);
  }

  @Test
  void goesThroughAFileThatIsGoneAfterwards() throws Exception {
    int blocks = 1600;
    try (ServerHarness harness = new ServerHarness(directory);
        WireClient client = harness.greeted()) {
      startData(client);
      for (int i = 0; i < blocks; i++) {
        client.send(BLOCK);
      }
      assertThat(client.command(".").code()).isEqualTo(250);
      assertThat(harness.endpoint.only().octets()).isEqualTo((long) blocks * BLOCK.length);
      assertThat(harness.endpoint.only().data())
          .isEqualTo(new String(BLOCK, StandardCharsets.US_ASCII).repeat(16));
      assertThat(spooled(harness.spool)).isZero();
    }
  }

  @Test
  void sharesTheHeapAmongManySessions() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory, littleHeap())) {
      WireClient[] clients = new WireClient[12];
      for (int i = 0; i < clients.length; i++) {
        clients[i] = harness.greeted();
        startData(clients[i]);
        clients[i].send("number " + i + "\r\n");
        clients[i].send("z".repeat(3000) + "\r\n");
      }
      for (WireClient client : clients) {
        client.send(BLOCK);
        assertThat(client.command(".").code()).isEqualTo(250);
        client.close();
      }
      assertThat(harness.endpoint.taken()).hasSize(clients.length);
      for (int i = 0; i < clients.length; i++) {
        assertThat(harness.endpoint.taken().get(i).data())
            .startsWith("number " + i + "\r\nzzz")
            .endsWith("\r\n")
            .hasSize(("number " + i).length() + 2 + 3002 + BLOCK.length);
      }
      assertThat(spooled(harness.spool)).isZero();
    }
  }

  @Test
  void endsASessionThatNeverStopsSendingWhatIsTooLarge() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory, littleHeap(), 100_000);
        WireClient client = harness.greeted()) {
      startData(client);
      boolean cutOff = false;
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!cutOff && System.nanoTime() < end) {
        try {
          client.send(BLOCK);
        } catch (IOException closed) {
          cutOff = true;
        }
      }
      assertThat(cutOff).isTrue();
      assertThat(harness.endpoint.taken()).isEmpty();
      assertThat(spooled(harness.spool)).isZero();
    }
  }

  @Test
  void drainsWhatIsTooLargeAndGoesOn() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory, littleHeap(), 100_000);
        WireClient client = harness.greeted()) {
      startData(client);
      for (int i = 0; i < 10; i++) {
        client.send(BLOCK);
      }
      assertThat(client.command(".").text()).startsWith("552 5.3.4 ");
      assertThat(client.deliver("a@b.example", "c@d.example", "small\r\n").code()).isEqualTo(250);
      assertThat(harness.endpoint.only().data()).isEqualTo("small\r\n");
      assertThat(spooled(harness.spool)).isZero();
    }
  }

  @Test
  void takesAMessageOfExactlyTheMaximum() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory, littleHeap(), 1000);
        WireClient client = harness.greeted()) {
      String exact = "m".repeat(998) + "\r\n";
      assertThat(client.deliver("a@b.example", "c@d.example", exact).code()).isEqualTo(250);
      assertThat(client.deliver("a@b.example", "c@d.example", "m" + exact).text())
          .startsWith("552 5.3.4 ");
    }
  }

  @Test
  void writesNothingWhereTheDiskIsNearlyFull() throws Exception {
    long moreThanAnyDisk = Long.MAX_VALUE / 2;
    try (ServerHarness harness =
            new ServerHarness(directory, littleHeap(), 100_000_000, moreThanAnyDisk);
        WireClient client = harness.greeted()) {
      startData(client);
      for (int i = 0; i < 10; i++) {
        client.send(BLOCK);
      }
      assertThat(client.command(".").text()).startsWith("452 4.3.1 ");
      assertThat(spooled(harness.spool)).isZero();
      assertThat(harness.endpoint.taken()).isEmpty();
      // What needs no disk is not concerned.
      assertThat(client.deliver("a@b.example", "c@d.example", "small\r\n").code()).isEqualTo(250);
    }
  }

  @Test
  void keepsTheSessionWhereTheDiskRefuses() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory, littleHeap());
        WireClient client = harness.greeted()) {
      Files.delete(harness.spool);
      startData(client);
      for (int i = 0; i < 10; i++) {
        client.send(BLOCK);
      }
      assertThat(client.command(".").text()).startsWith("452 4.3.1 ");
      Files.createDirectory(harness.spool);
      assertThat(client.deliver("a@b.example", "c@d.example", "small\r\n").code()).isEqualTo(250);
    }
  }

  @Test
  void removesWhatACrashLeft() throws Exception {
    Path spool = Files.createDirectories(directory.resolve("spool"));
    Files.writeString(spool.resolve("incoming-17.spool"), "half a message");
    Files.writeString(spool.resolve("something-else"), "not ours");
    try (ServerHarness harness = new ServerHarness(directory)) {
      try (Stream<Path> files = Files.list(harness.spool)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactly("something-else");
      }
    }
  }

  @Test
  void removesTheFileOfAClientThatGoesAwayInTheMiddle() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory, littleHeap())) {
      try (WireClient client = harness.greeted()) {
        startData(client);
        client.send(BLOCK);
      }
      harness.server.close(Duration.ofSeconds(5));
      assertThat(spooled(harness.spool)).isZero();
      assertThat(harness.endpoint.taken()).isEmpty();
    }
  }
}
