package org.sealpost.web.rest;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.KeyTakenException;
import org.sealpost.admin.MailTooLargeException;
import org.sealpost.admin.SendRefusedException;
import org.sealpost.web.page.ConsoleLog;

/** Turns whatever was thrown into a problem (RFC 9457). */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  @Context private @Nullable HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = problem(thrown);
    if (problem.status() == ProblemType.INTERNAL.status()) {
      HttpServletRequest current = request;
      String what = current == null ? "" : current.getMethod() + " " + current.getRequestURI();
      ConsoleLog.requestFailed(what, thrown);
    }
    return response(problem);
  }

  static Response response(Problem problem) {
    Response.ResponseBuilder builder =
        Response.status(problem.status())
            .type(new MediaType("application", "problem+json"))
            .entity(Json.write(problem));
    if (problem.status() == 409 || problem.status() == 503) {
      builder.header("Retry-After", "5");
    }
    return builder.build();
  }

  private static Problem problem(Throwable thrown) {
    // Access is checked first: a refusal may come wrapped in whatever it ended.
    if (find(thrown, AccessLocalException.class).isPresent()
        || find(thrown, EJBAccessException.class).isPresent()) {
      return ProblemType.FORBIDDEN.problem(
          "The role of this token does not allow that; an administrator can give another one.");
    }
    return find(thrown, ProblemException.class)
        .map(ProblemException::problem)
        .or(() -> find(thrown, KeyTakenException.class).map(ProblemMapper::of))
        .or(() -> find(thrown, SendRefusedException.class).map(ProblemMapper::of))
        .or(() -> find(thrown, MailTooLargeException.class).map(ProblemMapper::of))
        .or(() -> find(thrown, WebApplicationException.class).map(ProblemMapper::of))
        .or(() -> find(thrown, JsonbException.class).map(ProblemMapper::of))
        .or(() -> find(thrown, JsonException.class).map(ProblemMapper::of))
        .orElseGet(() -> ofRefusal(thrown));
  }

  /** What the beans refuse, they refuse with this kind of exception, unwrapped. */
  private static Problem ofRefusal(Throwable thrown) {
    return thrown instanceof IllegalArgumentException
        ? ProblemType.REFUSED.problem(thrown.getMessage())
        : ProblemType.INTERNAL.problem(
            "Something failed here; the log of the server says more (MTA-7007).");
  }

  private static Problem of(KeyTakenException taken) {
    ProblemType type = taken.isUnderWay() ? ProblemType.IN_PROGRESS : ProblemType.KEY_REUSED;
    return type.problem(taken.getMessage());
  }

  private static Problem of(SendRefusedException refused) {
    ProblemType type = refused.mayHeal() ? ProblemType.NOT_TAKEN_NOW : ProblemType.NOT_TAKEN;
    return type.problem(
        "It was not taken for any of its recipients.",
        refused.reasons().stream()
            .map(
                reason ->
                    new Problem.FieldError(
                        reason.about(), reason.text(), reason.code(), reason.status()))
            .toList());
  }

  private static Problem of(MailTooLargeException large) {
    return ProblemType.TOO_LARGE.problem(large.getMessage());
  }

  private static Problem of(JsonbException malformed) {
    return ProblemType.BAD_REQUEST.problem("The body is not JSON of the shape asked for.");
  }

  private static Problem of(JsonException malformed) {
    return ProblemType.BAD_REQUEST.problem("The body is not JSON.");
  }

  private static Problem of(WebApplicationException failure) {
    return switch (failure.getResponse().getStatus()) {
      case 404 -> ProblemType.NOT_FOUND.problem("There is nothing at this address.");
      case 405 ->
          ProblemType.METHOD_NOT_ALLOWED.problem("This method means nothing at this address.");
      case 406 -> ProblemType.NOT_ACCEPTABLE.problem("Accept application/json.");
      case 413 -> ProblemType.TOO_LARGE.problem("The body is longer than what is read here.");
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE.problem("Send the body as the document says.");
      case 400 -> ProblemType.BAD_REQUEST.problem("The request cannot be read.");
      default -> ProblemType.INTERNAL.problem("Something failed here.");
    };
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> wanted) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (wanted.isInstance(at)) {
        return Optional.of(wanted.cast(at));
      }
    }
    return Optional.empty();
  }
}
