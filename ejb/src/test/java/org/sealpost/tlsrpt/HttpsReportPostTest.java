package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.dns.FakeDns;
import org.sealpost.testkit.TestAuthority;

/** Reports by HTTPS, over real TLS. */
@Tag("rfc8460-5.4")
final class HttpsReportPostTest {
  private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8, 0, 42};

  private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(1);
  private final FakeDns dns = new FakeDns();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private int status = 201;
  private HttpsServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    // Of an authority nobody knows, and for another name.
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            TestAuthority.serverContext(new TestAuthority("Stranger").issue("other.example"))));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Host")
                    + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Location", "https://127.0.0.1/elsewhere");
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
    dns.address("reports.example", "127.0.0.1");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    watch.shutdownNow();
  }

  private HttpsReportPost post(boolean privateTargets) {
    return new HttpsReportPost(dns, watch, privateTargets, Duration.ofSeconds(5));
  }

  private URI uri(String host, String path) {
    return URI.create("https://" + host + ":" + server.getAddress().getPort() + path);
  }

  @Test
  void postsTheReportWhateverTheCertificate() {
    ReportPost.Answer answer = post(true).post(uri("reports.example", "/v1/tls?for=x"), GZIP);
    assertThat(answer).isEqualTo(new ReportPost.Taken(201));
    assertThat(requests)
        .containsExactly(
            "POST /v1/tls?for=x reports.example:"
                + server.getAddress().getPort()
                + " application/tlsrpt+gzip");
    assertThat(bodies.get(0)).isEqualTo(GZIP);
    assertThat(post(true).post(uri("127.0.0.1", ""), GZIP)).isInstanceOf(ReportPost.Taken.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 400, 404, 500, 503})
  void anyOtherAnswerIsNone(int other) {
    status = other;
    assertThat(post(true).post(uri("reports.example", "/"), GZIP))
        .isEqualTo(new ReportPost.NotTaken("reports.example answered " + other));
    assertThat(requests).hasSize(1); // no redirect is followed
  }

  @ParameterizedTest
  @ValueSource(strings = {"reports.example", "127.0.0.1", "[::1]"})
  void goesToNoAddressOfTheOwnNetwork(String host) {
    ReportPost.Answer answer = post(false).post(uri(host, "/"), GZIP);
    assertThat(answer)
        .isEqualTo(
            new ReportPost.NotTaken(
                host + " is at an address of a private network (tlsrpt.private-targets)"));
    assertThat(requests).isEmpty();
  }

  @Test
  void saysWhatWentWrong() throws IOException {
    assertThat(((ReportPost.NotTaken) post(true).post(uri("none.example", "/"), GZIP)).detail())
        .contains("no IP address");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI nobody = URI.create("https://reports.example:" + silent.getLocalPort() + "/");
      HttpsReportPost hasty = new HttpsReportPost(dns, watch, true, Duration.ofMillis(300));
      assertThat(hasty.post(nobody, GZIP)).isInstanceOf(ReportPost.NotTaken.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "10.1.2.3, true",
    "172.16.0.1, true",
    "192.168.1.1, true",
    "169.254.169.254, true",
    "100.64.0.1, true",
    "0.0.0.0, true",
    "224.0.0.1, true",
    "255.255.255.255, true",
    "198.18.0.1, true",
    "::1, true",
    "::, true",
    "fe80::1, true",
    "fd00::1, true",
    "::ffff:127.0.0.1, true",
    "64:ff9b::7f00:1, true",
    "2002:7f00:1::1, true",
    "198.51.100.7, false",
    "100.128.0.1, false",
    "172.32.0.1, false",
    "2001:db8::1, false",
  })
  void knowsTheAddressesOfTheOwnNetwork(String address, boolean isPrivate)
      throws UnknownHostException {
    assertThat(PrivateAddresses.contain(InetAddress.getByName(address))).isEqualTo(isPrivate);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:0:0:0:1, 2001:db8::1",
    "0:0:0:0:0:0:0:1, ::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "fe80:0:0:0:0:0:0:1%eth0, fe80::1",
    "2001:db8:0:0:0:0:0:0, 2001:db8::",
    "192.0.2.1, 192.0.2.1",
  })
  void writesAddressesShort(String address, String expected) {
    assertThat(IpText.of(address)).isEqualTo(expected);
  }
}
