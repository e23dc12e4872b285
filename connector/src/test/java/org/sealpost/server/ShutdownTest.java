package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.smtp.Domain;
import org.sealpost.testkit.WireClient;

/** Opening all or none, and closing without losing anything. */
class ShutdownTest {
  @TempDir Path directory;

  @Test
  void answersMailDataUnderWayBeforeItCloses() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory);
        WireClient idle = harness.greeted();
        WireClient sending = harness.greeted()) {
      sending.command("MAIL FROM:<a@b.example>");
      sending.command("RCPT TO:<c@d.example>");
      sending.command("DATA");
      InetSocketAddress address = harness.relay();
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(() -> harness.server.close(Duration.ofSeconds(20)));
      assertThat(idle.read().text()).startsWith("421 4.3.2 ");
      assertThat(idle.isAtEnd()).isTrue();
      assertThatThrownBy(() -> WireClient.connect(address)).isInstanceOf(ConnectException.class);
      sending.send("late\r\n");
      assertThat(sending.command(".").text()).startsWith("250 2.6.0 ");
      assertThat(sending.read().text()).startsWith("421 4.3.2 ");
      assertThat(sending.isAtEnd()).isTrue();
      closing.get(20, TimeUnit.SECONDS);
      assertThat(harness.endpoint.only().data()).isEqualTo("late\r\n");
    }
  }

  @Test
  void cutsOffAtTheEndOfThePatience() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory);
        WireClient client = harness.greeted()) {
      harness.endpoint.hold();
      client.sendLines("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
      for (int i = 0; i < 3; i++) {
        client.read();
      }
      client.sendLines("text", ".");
      while (harness.endpoint.held().isEmpty()) {
        Thread.onSpinWait();
      }
      harness.server.close(Duration.ofMillis(100));
      assertThatThrownBy(client::read).isInstanceOf(IOException.class);
      // The answer that comes too late hurts nobody.
      harness.endpoint.held().get(0).accept(RecordingEndpoint.STORED);
    }
  }

  @Test
  void leavesNoThread() throws Exception {
    try (ServerHarness harness = new ServerHarness(directory);
        WireClient client = harness.secured()) {
      client.deliver("a@b.example", "c@d.example", ("x".repeat(70) + "\r\n").repeat(10_000));
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sealpost-smtp"));
  }

  private ListenerPlan plan(InetSocketAddress... addresses) throws IOException {
    return new ListenerPlan(
        Domain.of("mx.test.example"),
        List.of(addresses).stream()
            .map(address -> new ListenerConfig(ListenerKind.RELAY, address, true))
            .toList(),
        null,
        1000,
        100,
        1,
        Files.createDirectories(directory.resolve("spool")),
        0,
        new ListenerPlan.Authentication(List.of(), null, 1, Duration.ZERO));
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(ServerHarness.loopback(0));
      return ServerHarness.loopback(probe.getLocalPort());
    }
  }

  @Test
  void opensNothingWhereOnePortIsTaken() throws Exception {
    InetSocketAddress free = freeAddress();
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(ServerHarness.loopback(0));
      ListenerPlan plan = plan(free, ServerHarness.loopback(taken.getLocalPort()));
      assertThatThrownBy(() -> SmtpServer.open(plan, new RecordingEndpoint()))
          .isInstanceOf(ListenersRefusedException.class)
          .hasMessageContaining(":" + taken.getLocalPort() + ": the port is taken");
      assertThatThrownBy(() -> WireClient.connect(free)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void saysWhatIsWrongWithTheCertificate() throws Exception {
    ListenerPlan plain = plan(ServerHarness.loopback(0));
    Path broken = Files.writeString(directory.resolve("broken.crt"), "not PEM");
    for (Path file : List.of(broken, directory.resolve("missing.crt"))) {
      ListenerPlan plan =
          new ListenerPlan(
              plain.hostName(),
              plain.listeners(),
              new ListenerPlan.CertificateFiles(file, broken),
              1000,
              100,
              1,
              plain.spoolDirectory(),
              0,
              plain.authentication());
      assertThatThrownBy(() -> SmtpServer.open(plan, new RecordingEndpoint()))
          .isInstanceOf(ListenersRefusedException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void offersNoTlsWithoutACertificate() throws Exception {
    SmtpServer server = SmtpServer.open(plan(ServerHarness.loopback(0)), new RecordingEndpoint());
    try (WireClient client = WireClient.greeted(server.addresses().get(0))) {
      assertThat(client.command("EHLO client.example").lines())
          .doesNotContain("STARTTLS", "REQUIRETLS");
      assertThat(client.command("STARTTLS").text()).startsWith("502 5.5.1 ");
    } finally {
      server.close(Duration.ofSeconds(5));
    }
  }
}
