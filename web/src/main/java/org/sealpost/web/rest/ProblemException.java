package org.sealpost.web.rest;

import java.util.List;

/** A request is answered with a problem. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  ProblemException(ProblemType type, String detail, List<Problem.FieldError> errors) {
    super(detail);
    this.problem = type.problem(detail, errors);
  }

  Problem problem() {
    return problem;
  }

  static ProblemException notFound() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no such thing, or it is not yours to see.");
  }
}
