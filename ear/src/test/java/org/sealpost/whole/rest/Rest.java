package org.sealpost.whole.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.launcher.Json;

/** Asks the REST interface with a token. */
public final class Rest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI console;
  private final @Nullable String token;

  /** With a token, or null for none. */
  public Rest(URI console, @Nullable String token) {
    this.console = console;
    this.token = token;
  }

  /** What came back. */
  public record Answer(int status, String type, HttpResponse<String> response) {
    /** The answer as an object. */
    public Map<String, @Nullable Object> object() {
      return Json.readObject(response.body())
          .orElseThrow(() -> new AssertionError("no object: " + response.body()));
    }
  }

  /** Reads. */
  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  /** Headers in pairs of name and value. */
  public Answer send(String method, String path, @Nullable String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve(path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    return new Answer(response.statusCode(), type, response);
  }
}
