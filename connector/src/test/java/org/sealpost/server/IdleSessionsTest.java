package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions cost that only wait; {@code bench/sessions} measures more of them from outside. */
class IdleSessionsTest {
  private static final int SESSIONS = 500;
  private static final int WARM_UP = 100;

  /** Measured: 2.6 KB, with the client's end. */
  private static final long MOST_OCTETS_EACH = 10_000;

  private static final byte[] HELLO = "EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;

  @Test
  void idleSessionHoldsNoBuffers() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory)) {
      // What any session needs is not the cost of one more.
      close(open(harness.relay(), WARM_UP));
      awaitSessions(harness, 0);
      long before = heap();
      List<SocketChannel> open = open(harness.relay(), SESSIONS);
      long each = (heap() - before) / SESSIONS;
      assertThat(harness.server.sessions()).isEqualTo(SESSIONS);
      close(open);
      assertThat(each).isLessThan(MOST_OCTETS_EACH);
    }
  }

  private static List<SocketChannel> open(InetSocketAddress server, int count) throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    ByteBuffer reply = ByteBuffer.allocateDirect(4096);
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(server);
      read(channel, reply);
      channel.write(ByteBuffer.wrap(HELLO));
      read(channel, reply);
      open.add(channel);
    }
    return open;
  }

  private static void read(SocketChannel channel, ByteBuffer reply) throws IOException {
    reply.clear();
    assertThat(channel.read(reply)).isPositive();
  }

  private static void close(List<SocketChannel> open) throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
  }

  private static void awaitSessions(ServerHarness harness, int count) {
    while (harness.server.sessions() > count) {
      Thread.onSpinWait();
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
