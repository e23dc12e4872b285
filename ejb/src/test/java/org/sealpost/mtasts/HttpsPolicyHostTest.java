package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.client.PkixCheck;
import org.sealpost.dns.FakeDns;
import org.sealpost.mtasts.PolicyFetch.Failed;
import org.sealpost.mtasts.PolicyFetch.Fault;
import org.sealpost.mtasts.PolicyFetch.Fetched;
import org.sealpost.smtp.Domain;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;
import org.sealpost.testkit.TestAuthority.Request;

@Tag("rfc8461-3.3")
class HttpsPolicyHostTest {
  private static final String HOST = "mta-sts.example.org";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestAuthority authority = new TestAuthority();
  private final FakeDns dns = new FakeDns().address(HOST, "127.0.0.1");
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    watch.shutdownNow();
  }

  private FakePolicyHost good() {
    return new FakePolicyHost(authority.issue(HOST));
  }

  private PolicyFetch fetch(int port, Duration limit) {
    PkixCheck pkix = new PkixCheck(authority.anchors(), InstantSource.system());
    return new HttpsPolicyHost(dns, pkix, watch, port, limit).fetch(Domain.of("example.org"));
  }

  private PolicyFetch fetch(FakePolicyHost host) {
    return fetch(host.port(), LONG);
  }

  private static String failure(PolicyFetch fetch, Fault fault) {
    if (!(fetch instanceof Failed failed)) {
      throw new AssertionError(fetch);
    }
    assertThat(failed.fault()).isEqualTo(fault);
    return failed.detail();
  }

  private static void assertFetched(PolicyFetch fetch) {
    if (!(fetch instanceof Fetched fetched)) {
      throw new AssertionError(fetch);
    }
    assertThat(fetched.policy())
        .isEqualTo(
            new MtaStsPolicy(
                PolicyMode.ENFORCE, Duration.ofDays(7), List.of(new MxPattern("mx1.example.org"))));
  }

  @Test
  void fetchesThePolicy() {
    try (FakePolicyHost host = good()) {
      assertFetched(fetch(host));
      assertThat(host.requests())
          .containsExactly("GET /.well-known/mta-sts.txt host=" + HOST + " sni=" + HOST);
    }
  }

  @Test
  void fetchesItInChunksAndOverTls12() {
    try (FakePolicyHost host = good().chunked()) {
      assertFetched(fetch(host));
    }
    try (FakePolicyHost host = new FakePolicyHost(authority.issue(HOST), "TLSv1.2")) {
      assertFetched(fetch(host));
    }
  }

  @Test
  void takesACertificateWithAWildcard() {
    try (FakePolicyHost host = new FakePolicyHost(authority.issue("*.example.org"))) {
      assertFetched(fetch(host));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=utf-8", "Text/Plain;x=y", "text/plain ;charset=x"})
  void passesOverParametersOfTheMediaType(String type) {
    try (FakePolicyHost host = good().contentType(type)) {
      assertFetched(fetch(host));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/octet-stream", "text/plainly", "text"})
  void refusesAnotherMediaType(String type) {
    try (FakePolicyHost host = good().contentType(type)) {
      assertThat(failure(fetch(host), Fault.FETCH_ERROR)).contains("not text/plain", type);
    }
  }

  @Test
  void refusesAReplyWithoutMediaType() {
    try (FakePolicyHost host = good().contentType(null)) {
      assertThat(failure(fetch(host), Fault.FETCH_ERROR)).contains("not text/plain: none");
    }
  }

  @Test
  void followsNoRedirect() {
    try (FakePolicyHost target = good();
        FakePolicyHost host = good()) {
      host.redirectTo("https://" + HOST + ":" + target.port() + "/.well-known/mta-sts.txt");
      assertThat(failure(fetch(host), Fault.FETCH_ERROR)).contains("answered 301");
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 203, 404, 410, 500, 503})
  void takesNothingBut200(int status) {
    try (FakePolicyHost host = good().answerWith(status)) {
      assertThat(failure(fetch(host), Fault.FETCH_ERROR)).contains("answered " + status);
    }
  }

  @Test
  void readsNoMoreThanThePolicyMayHave() {
    String line = "x: " + "y".repeat(60) + "\n";
    String large = FakePolicyHost.ENFORCE + line.repeat(1 + HttpsPolicyHost.MOST_OCTETS / 64);
    try (FakePolicyHost host = good().serve(large)) {
      assertThat(failure(fetch(host), Fault.FETCH_ERROR)).contains("larger than 65536");
    }
    try (FakePolicyHost host = good().serve(large).chunked()) {
      assertThat(failure(fetch(host), Fault.FETCH_ERROR)).contains("larger than 65536");
    }
  }

  @Test
  void refusesWhatIsNoPolicy() {
    try (FakePolicyHost host = good().serve("<html></html>")) {
      assertThat(failure(fetch(host), Fault.INVALID)).contains("malformed", "line 1");
    }
  }

  @Test
  void endsInTimeWhateverTheHostDoes() throws IOException {
    try (FakePolicyHost host = good().stalled()) {
      assertThat(failure(fetch(host.port(), SHORT), Fault.FETCH_ERROR)).contains("did not answer");
    }
    // Takes the connection into its backlog and says nothing: the handshake waits.
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(failure(fetch(mute.getLocalPort(), SHORT), Fault.FETCH_ERROR))
          .contains("did not answer");
    }
  }

  @Test
  void refusesACertificateThatProvesNothing() {
    Request request = Request.forNames(HOST);
    List<Issued> wrong =
        List.of(
            authority.issue("example.org"),
            authority.issue("other.example"),
            authority.issue("*.mta-sts.example.org"),
            authority.issue(Request.forNames().withCommonName(HOST)),
            authority.issue(request.expired()),
            authority.issue(request.bySelf()),
            authority.issue(request.forClients()),
            new TestAuthority().issue(HOST));
    for (Issued certificate : wrong) {
      try (FakePolicyHost host = new FakePolicyHost(certificate)) {
        assertThat(failure(fetch(host), Fault.WEBPKI_INVALID)).startsWith(HOST + ": ");
        assertThat(host.requests()).isEmpty();
      }
    }
  }

  @Test
  void triesTheNextAddress() {
    try (FakePolicyHost host = good()) {
      dns.address(HOST, "127.0.0.99", "127.0.0.1");
      assertFetched(fetch(host));
    }
  }

  @Test
  void failsWithoutAnAddress() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThat(failure(fetch(port, LONG), Fault.FETCH_ERROR)).contains("could not be reached");
    dns.broken(HOST);
    assertThat(failure(fetch(port, LONG), Fault.FETCH_ERROR)).contains("could not be looked up");
    PkixCheck pkix = new PkixCheck(authority.anchors(), InstantSource.system());
    PolicyFetch unknown =
        new HttpsPolicyHost(new FakeDns(), pkix, watch, port).fetch(Domain.of("example.org"));
    assertThat(failure(unknown, Fault.FETCH_ERROR)).contains("no IP address");
  }
}
