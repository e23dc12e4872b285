package org.sealpost.certificate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers the questions by which a certificate authority finds out that a name is ours (HTTP-01,
 * RFC 8555 §8.3). Open only while an order is under way.
 */
final class ChallengeListener implements AutoCloseable {
  private static final String PATH = "/.well-known/acme-challenge/";
  private static final int FOUND = 200;
  private static final int NOT_FOUND = 404;

  /** Authorities ask from several places at once; a few who only hold a connection do no harm. */
  private static final int THREADS = 8;

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final HttpServer server;

  /**
   * Listens.
   *
   * @throws IOException where the address cannot be had
   */
  ChallengeListener(InetSocketAddress address) throws IOException {
    try {
      this.server = HttpServer.create(address, 0);
    } catch (IOException taken) {
      throw new IOException(
          "acme.bind " + address + " cannot be had: " + taken.getMessage(), taken);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** What the authority is told when it asks for the token. */
  void expect(String token, String keyAuthorization) {
    answers.put(token, keyAuthorization);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String token = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
      byte[] body = answers.getOrDefault(token, "").getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      if (body.length == 0) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else {
        exchange.sendResponseHeaders(FOUND, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
