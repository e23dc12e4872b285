package org.sealpost.server;

import org.sealpost.smtp.Reply;

/**
 * What came of reading the parameters of a MAIL or RCPT command.
 *
 * @param <T> what they are read into
 */
sealed interface ParameterReading<T> {
  /** All of them are known, allowed here, and make sense. */
  record Accepted<T>(T parameters) implements ParameterReading<T> {}

  /** One of them does not. */
  record Refused<T>(Reply reply) implements ParameterReading<T> {}
}
