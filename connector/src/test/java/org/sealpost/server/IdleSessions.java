package org.sealpost.server;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What idle sessions cost: opens some thousands in this process, each after its EHLO, and prints
 * heap and resident memory before and after. Client and server are in the same process, so that the
 * client's side is counted too; it is kept to a bare channel each.
 *
 * <p>Not a test, because what memory a process has is the operating system's affair. Run it with
 * {@code bench/idle}.
 */
final class IdleSessions {
  private IdleSessions() {}

  /** Takes the number of sessions, 5000 where there is none. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
    TestLimits limits = new TestLimits();
    limits.sessions = count + 100;
    try (ServerHarness harness =
        new ServerHarness(Files.createTempDirectory("idle-sessions"), limits.build())) {
      // So that code and buffers that any session needs do not count.
      close(open(harness.relay(), 200));
      awaitSessions(harness, 0);
      long heap = heap();
      long resident = resident();
      List<SocketChannel> open = open(harness.relay(), count);
      long heapAfter = heap();
      long residentAfter = resident();
      PrintStream out = System.out;
      out.printf("sessions %d%n", harness.server.sessions());
      out.printf(
          "heap %d KiB, %d octets each%n", (heapAfter - heap) >> 10, (heapAfter - heap) / count);
      out.printf("resident %d KiB, of both ends%n", residentAfter - resident);
      close(open);
    }
  }

  private static List<SocketChannel> open(InetSocketAddress server, int count) throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    ByteBuffer reply = ByteBuffer.allocateDirect(4096);
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(server);
      read(channel, reply);
      channel.write(ByteBuffer.wrap("EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII)));
      read(channel, reply);
      open.add(channel);
    }
    return open;
  }

  private static void read(SocketChannel channel, ByteBuffer reply) throws IOException {
    reply.clear();
    if (channel.read(reply) < 0) {
      throw new IOException("closed by the server");
    }
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

  /** KiB. */
  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS");
  }
}
