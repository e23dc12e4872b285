package org.sealpost.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;

/** The Policy Hosts of many domains on one address, told apart by the name in the request. */
public final class PolicyHosts implements AutoCloseable {
  /**
   * What one of them says.
   *
   * @param location where to look instead; empty: no redirect
   */
  public record Answer(int status, String contentType, String location, String body) {
    /** A policy as it should be. */
    public static Answer policy(String body) {
      return new Answer(200, "text/plain", "", body);
    }
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Starts with one certificate for all of them, on a free port of 127.0.0.1. */
  public PolicyHosts(Issued certificate) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      server = HttpsServer.create(new InetSocketAddress(loopback, 0), 200);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(TestAuthority.serverContext(certificate)));
    server.createContext("/.well-known/mta-sts.txt", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What the Policy Host of a domain says from now on. */
  public void serve(String domain, Answer answer) {
    answers.put("mta-sts." + domain, answer);
  }

  /** The names that were asked for a policy, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host").replaceAll(":\\d+$", "");
      requests.add(host);
      Answer answer = answers.getOrDefault(host, new Answer(404, "text/plain", "", ""));
      if (!answer.location().isEmpty()) {
        exchange.getResponseHeaders().set("Location", answer.location());
      }
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
      exchange.getResponseBody().write(octets);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
