package org.sealpost.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers one request after the other as it was told, and keeps what was asked. */
final class FakeServer implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private record Answer(int status, String body) {}

  /** What came. */
  record Asked(String method, String path, String body, String key, String token) {
    @Override
    public String toString() {
      return (method + " " + path + " " + body).strip();
    }
  }

  /** What the command did. */
  record Ended(int status, String out, String err) {}

  FakeServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  /** What it says next. */
  FakeServer says(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Runs the command against it. */
  Ended run(String... typed) {
    return run(Map.of("SEALPOST_URL", url(), "SEALPOST_TOKEN", "secret"), "typed\n", typed);
  }

  static Ended run(Map<String, String> environment, String input, String... typed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new SealpostCommand(new Properties(), environment, "1.2.3")
            .run(
                List.of(typed),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    return new Ended(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8),
              String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
      Answer next = answers.poll();
      Answer answer = next == null ? new Answer(500, "{}") : next;
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
