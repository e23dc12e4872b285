package org.sealpost.launcher;

/** The start cannot go on. The message is for the operator: what is wrong, and what to do. */
final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitStatus status;
  private final String why;

  StartException(ExitStatus status, String message) {
    super(message);
    this.status = status;
    this.why = message;
  }

  ExitStatus status() {
    return status;
  }

  /** The message. */
  String why() {
    return why;
  }
}
