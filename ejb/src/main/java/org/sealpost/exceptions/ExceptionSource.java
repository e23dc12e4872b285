package org.sealpost.exceptions;

import java.util.Optional;

/** Where the exceptions are kept. Each method is one short transaction of its own. */
public interface ExceptionSource {
  /** All exceptions. */
  ExceptionBook book();

  /** The same where it is newer than that version, else empty; costs little where it is not. */
  Optional<ExceptionBook> newerThan(long version);
}
