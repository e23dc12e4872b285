package org.sealpost.certificate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers the questions by which a certificate authority finds out that a name is ours (HTTP-01,
 * RFC 8555 §8.3). Open only while an order is under way.
 */
final class ChallengeListener implements AutoCloseable {
  private static final String PATH = "/.well-known/acme-challenge/";
  private static final int FOUND = 200;
  private static final int NOT_FOUND = 404;

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  /**
   * Listens.
   *
   * @throws IOException where the address cannot be had
   */
  ChallengeListener(InetSocketAddress address) throws IOException {
    this.server = HttpServer.create(address, 0);
    server.createContext("/", this::answer);
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
  }
}
