package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerLimits.PerAddress;
import org.sealpost.smtp.Network;
import org.sealpost.testkit.WireClient;

/** Load balancers that say for whom they speak, and others that claim to be one. */
class ProxyProtocolTest {
  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };
  private static final List<Network> HERE = List.of(Network.parse("127.0.0.0/8").orElseThrow());

  @TempDir Path directory;
  private ServerHarness harness;

  @BeforeEach
  void open() throws Exception {
    TestLimits limits = new TestLimits();
    // The client counts, not the proxy, which would be unlimited.
    limits.connections = new PerAddress(1, 9, 9);
    limits.handshake = Duration.ofMillis(500);
    limits.proxies = Map.of(ListenerKind.RELAY, HERE, ListenerKind.SUBMISSIONS, HERE);
    harness = new ServerHarness(directory, limits.build());
  }

  @AfterEach
  void close() {
    harness.close();
  }

  /** Version 2, IPv4 over TCP: PROXY (1) or LOCAL (0). */
  private static byte[] binary(int command, byte... clientAddress) {
    return ByteBuffer.allocate(28)
        .put(SIGNATURE)
        .put((byte) (0x20 | command))
        .put((byte) 0x11)
        .putShort((short) 12)
        .put(clientAddress)
        .put(new byte[] {(byte) 198, 51, 100, 25})
        .putShort((short) 40000)
        .putShort((short) 25)
        .array();
  }

  private String clientOfDelivery(byte[] header) throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.send(header);
      assertThat(client.read().code()).isEqualTo(220);
      client.command("EHLO client.example");
      assertThat(client.deliver("a@b.example", "c@d.example", "x\r\n").code()).isEqualTo(250);
    }
    List<RecordingEndpoint.Taken> taken = harness.endpoint.taken();
    InetSocketAddress seen = taken.get(taken.size() - 1).transaction().session().client();
    return seen.getAddress().getHostAddress();
  }

  private static byte[] text(String line) {
    return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void takesTheClientsAddressFromTheHeader() throws Exception {
    assertThat(clientOfDelivery(text("PROXY TCP4 192.0.2.1 198.51.100.25 40000 25")))
        .isEqualTo("192.0.2.1");
    assertThat(clientOfDelivery(text("PROXY TCP6 2001:db8::7 2001:db8::25 40000 25")))
        .isEqualTo("2001:db8:0:0:0:0:0:7");
    assertThat(clientOfDelivery(binary(1, (byte) 203, (byte) 0, (byte) 113, (byte) 9)))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void proxyThatSpeaksForItselfIsTheClient() throws Exception {
    assertThat(clientOfDelivery(binary(0, (byte) 203, (byte) 0, (byte) 113, (byte) 9)))
        .isEqualTo("127.0.0.1");
    assertThat(clientOfDelivery(text("PROXY UNKNOWN"))).isEqualTo("127.0.0.1");
  }

  @Test
  void limitsCountTheClient() throws Exception {
    byte[] header = text("PROXY TCP4 192.0.2.1 198.51.100.25 40000 25");
    try (WireClient first = WireClient.connect(harness.relay());
        WireClient second = WireClient.connect(harness.relay());
        WireClient other = WireClient.connect(harness.relay())) {
      first.send(header);
      assertThat(first.read().code()).isEqualTo(220);
      second.send(header);
      assertThat(second.read().text()).startsWith("421 4.7.0 ");
      other.send(text("PROXY TCP4 192.0.2.2 198.51.100.25 40000 25"));
      assertThat(other.read().code()).isEqualTo(220);
    }
  }

  @Test
  void headerComesBeforeTls() throws Exception {
    try (WireClient client = WireClient.connect(harness.submissions())) {
      client.send(text("PROXY TCP4 192.0.2.1 198.51.100.25 40000 465"));
      client.handshake(ServerHarness.AUTHORITY.clientContext());
      assertThat(client.read().code()).isEqualTo(220);
      assertThat(client.command("EHLO client.example").lines()).contains("REQUIRETLS");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO client.example\r\n",
        "PROXY TCP4 999.0.2.1 198.51.100.25 40000 25\r\n",
        "PROXY TCP4 192.0.2.1\r\n",
        ""
      })
  void disconnectsAProxyThatDoesNotSayForWhomItSpeaks(String octets) throws Exception {
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.send(octets);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void disconnectsEverybodyElseThatSendsAHeader() throws Exception {
    for (byte[] header :
        List.of(
            text("PROXY TCP4 192.0.2.1 198.51.100.25 40000 25"),
            binary(1, (byte) 203, (byte) 0, (byte) 113, (byte) 9))) {
      try (WireClient client = WireClient.connect(harness.withoutRequireTls())) {
        client.read();
        client.send(header);
        assertThat(client.read().text()).startsWith("554 5.5.2 ");
        assertThat(client.isAtEnd()).isTrue();
      }
    }
  }
}
