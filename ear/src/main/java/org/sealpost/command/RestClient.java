package org.sealpost.command;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.launcher.Json;

/**
 * Asks the server. A write carries an idempotency key, so that asking again after a broken
 * connection does nothing twice.
 */
final class RestClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES = 3;

  private final Access access;
  private final String version;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  RestClient(Access access, String version) {
    this.access = access;
    this.version = version;
  }

  /** What came back. */
  record Answer(int status, String body) {
    /** The object that it is. */
    Map<String, @Nullable Object> object() throws CommandException {
      return Json.readObject(body)
          .orElseThrow(
              () -> new CommandException(ExitCode.SOFTWARE, "The server's answer is not JSON."));
    }
  }

  Answer get(String path, Map<String, String> query) throws CommandException {
    return send("GET", path + query(query), "application/json", null, null);
  }

  Answer write(String method, String path, JsonBody body) throws CommandException {
    return write(method, path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  Answer write(String method, String path, String type, BodyPublisher body)
      throws CommandException {
    return send(method, path, type, body, UUID.randomUUID().toString());
  }

  static String query(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer send(
      String method, String path, String type, @Nullable BodyPublisher body, @Nullable String key)
      throws CommandException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(access.server().resolve("api/v1/" + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + access.token())
            .header("User-Agent", "sealpost-command/" + version)
            .header("Accept", "application/json, application/problem+json, message/rfc822");
    if (body == null) {
      request.GET();
    } else {
      request.method(method, body).header("Content-Type", type);
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return answer(patiently(request.build()));
  }

  private HttpResponse<String> patiently(HttpRequest request) throws CommandException {
    for (int left = TRIES; ; left--) {
      try {
        HttpResponse<String> response =
            http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != 409 || left <= 1) {
          return response;
        }
        Thread.sleep(1_000);
      } catch (IOException broken) {
        if (left <= 1) {
          throw new CommandException(
              ExitCode.UNAVAILABLE,
              access.server() + " does not answer: " + Table.visible(broken.toString()));
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new CommandException(ExitCode.UNAVAILABLE, "Interrupted.");
      }
    }
  }

  private static Answer answer(HttpResponse<String> response) throws CommandException {
    int status = response.statusCode();
    if (status < 300) {
      return new Answer(status, response.body());
    }
    throw new CommandException(code(status), sentence(response));
  }

  private static ExitCode code(int status) {
    return switch (status) {
      case 400, 405, 406, 409, 412, 413, 415, 422 -> ExitCode.REFUSED;
      case 401, 403 -> ExitCode.NO_PERMISSION;
      case 404 -> ExitCode.NOT_FOUND;
      case 429, 502, 503, 504 -> ExitCode.UNAVAILABLE;
      default -> ExitCode.SOFTWARE;
    };
  }

  /** What a problem says, and of which fields (RFC 9457). */
  private static String sentence(HttpResponse<String> response) {
    Map<String, @Nullable Object> problem = Json.readObject(response.body()).orElse(Map.of());
    StringBuilder text = new StringBuilder();
    text.append(problem.getOrDefault("title", "Status " + response.statusCode()));
    if (problem.get("detail") != null) {
      text.append(": ").append(problem.get("detail"));
    }
    if (problem.get("errors") instanceof List<?> errors) {
      for (Object each : errors) {
        if (each instanceof Map<?, ?> error) {
          text.append("\n  ").append(error.get("field")).append(' ').append(error.get("detail"));
        }
      }
    }
    return text.toString();
  }
}
