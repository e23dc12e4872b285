package org.sealpost.queue;

import org.jspecify.annotations.Nullable;

/** An attempt must not go on, or nobody can tell whether it may; nothing of it was sent. */
final class CalledOffException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the fault of the database; null where somebody has taken a recipient. */
  CalledOffException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
