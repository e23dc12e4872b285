package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.WriteOnce;
import org.sealpost.admin.WriteOnce.Answer;

/** Carries writes out, each once for its idempotency key, in the name of the caller. */
@RequestScoped
public class Writes {
  private static final String HEADER = "Idempotency-Key";
  private static final int MAX_KEY = 128;

  @EJB private WriteOnce once;
  @Inject private HttpServletRequest request;

  /** Answered with 200 and what the write gives. */
  Response ok(@Nullable Object body, Function<String, Object> write) {
    return run(body, actor -> new Answer(200, null, Json.write(write.apply(actor))));
  }

  /** Answered with 204. */
  Response done(@Nullable Object body, Consumer<String> write) {
    return run(
        body,
        actor -> {
          write.accept(actor);
          return new Answer(204, null, "");
        });
  }

  /**
   * Answered with a secret, which is shown once and therefore never kept for a repetition: an
   * idempotency key is refused.
   */
  Response secret(Function<String, Object> write) {
    if (request.getHeader(HEADER) != null) {
      throw new ProblemException(
          ProblemType.BAD_REQUEST,
          "The answer holds a secret that is kept nowhere; leave " + HEADER + " out.");
    }
    Object secret = write.apply(request.getUserPrincipal().getName());
    return Response.ok(Json.write(secret)).type(MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Carries it out, or answers as before; {@code body} is what makes the request another one. */
  Response run(@Nullable Object body, Function<String, Answer> write) {
    String actor = request.getUserPrincipal().getName();
    String key = request.getHeader(HEADER);
    if (key == null) {
      return response(write.apply(actor), false);
    }
    if (key.isBlank() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new ProblemException(
          ProblemType.BAD_REQUEST, HEADER + " has 1 to 128 printable ASCII characters.");
    }
    boolean[] first = new boolean[1];
    Answer answer =
        once.run(
            new WriteOnce.Request(actor, key, hash(body)),
            () -> {
              first[0] = true;
              return write.apply(actor);
            });
    return response(answer, !first[0]);
  }

  private static Response response(Answer answer, boolean replayed) {
    Response.ResponseBuilder builder = Response.status(answer.status());
    if (!answer.body().isEmpty()) {
      builder.entity(answer.body()).type(MediaType.APPLICATION_JSON_TYPE);
    }
    String location = answer.location();
    if (location != null) {
      builder.location(URI.create(location));
    }
    if (replayed) {
      builder.header("Idempotency-Replayed", "true");
    }
    return builder.build();
  }

  private String hash(@Nullable Object body) {
    String query = request.getQueryString();
    String all =
        request.getMethod()
            + " "
            + request.getRequestURI()
            + "?"
            + (query == null ? "" : query)
            + "\n"
            + (body == null ? "" : body instanceof String text ? text : Json.write(body));
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("the Java runtime lacks SHA-256", missing);
    }
  }
}
