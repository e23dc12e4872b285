package org.sealpost.mtasts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;

/** A real HTTPS server on loopback that says what a test wants it to say. */
public final class FakePolicyHost implements AutoCloseable {
  /** A policy that any test may serve. */
  public static final String ENFORCE =
      "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.org\r\nmax_age: 604800\r\n";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile String body = ENFORCE;
  private volatile @Nullable String contentType = "text/plain";
  private volatile @Nullable String location;
  private volatile boolean stalled;
  private volatile boolean chunked;
  private volatile @Nullable CountDownLatch gate;

  /** Starts with a certificate, on a free port of 127.0.0.1. */
  public FakePolicyHost(Issued certificate) {
    this(certificate, "TLSv1.3", "TLSv1.2");
  }

  /** Starts with these versions of TLS alone. */
  public FakePolicyHost(Issued certificate, String... versions) {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setHttpsConfigurator(
        new HttpsConfigurator(TestAuthority.serverContext(certificate)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setProtocols(versions);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What is served from now on. */
  public FakePolicyHost serve(String policy) {
    status = 200;
    body = policy;
    return this;
  }

  /** Answers with this status from now on, with the same body. */
  public FakePolicyHost answerWith(int code) {
    status = code;
    return this;
  }

  FakePolicyHost redirectTo(String address) {
    location = address;
    return answerWith(301);
  }

  FakePolicyHost contentType(@Nullable String type) {
    contentType = type;
    return this;
  }

  FakePolicyHost chunked() {
    chunked = true;
    return this;
  }

  /** Takes requests and never answers. */
  FakePolicyHost stalled() {
    stalled = true;
    return this;
  }

  /** Answers no request before the latch is open. */
  FakePolicyHost gate(CountDownLatch latch) {
    gate = latch;
    return this;
  }

  /** Each request so far: {@code GET path host=… sni=…}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(text(exchange));
      hold();
      if (contentType != null) {
        exchange.getResponseHeaders().set("Content-Type", contentType);
      }
      if (location != null) {
        exchange.getResponseHeaders().set("Location", location);
      }
      byte[] octets = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, chunked ? 0 : octets.length);
      exchange.getResponseBody().write(octets);
    }
  }

  private void hold() {
    CountDownLatch wanted = gate;
    try {
      if (stalled) {
        closing.await();
      }
      if (wanted != null) {
        wanted.await();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(HttpExchange exchange) {
    List<String> names = new ArrayList<>();
    if (exchange instanceof HttpsExchange https
        && https.getSSLSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        names.add(((SNIHostName) name).getAsciiName());
      }
    }
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI()
        + " host="
        + exchange.getRequestHeaders().getFirst("Host")
        + " sni="
        + String.join(",", names);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
