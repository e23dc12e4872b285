package org.sealpost.web.rest;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of problems; their names never change. */
enum ProblemType {
  BAD_REQUEST(400, "The request cannot be read"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Not done here"),
  NOT_ACCEPTABLE(406, "Not to be had in that form"),
  IN_PROGRESS(409, "Still being carried out"),
  CHANGED(412, "Changed since"),
  TOO_LARGE(413, "Too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Another media type is needed"),
  INVALID(422, "Not valid"),
  REFUSED(422, "Not carried out"),
  KEY_REUSED(422, "Idempotency key used before"),
  NOT_TAKEN(422, "The message was not taken"),
  INTERNAL(500, "Failed"),
  BUSY(503, "Busy"),
  NOT_TAKEN_NOW(503, "The message was not taken now");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  Problem problem(@Nullable String detail) {
    return problem(detail, List.of());
  }

  Problem problem(@Nullable String detail, List<Problem.FieldError> errors) {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Problem("urn:sealpost:problem:" + name, title, status, detail, errors);
  }
}
