package org.sealpost.server;

import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;

/** What came of reading the parameters of a MAIL command. */
sealed interface ParameterReading {
  /** All of them are known, allowed here, and make sense. */
  record Accepted(MailParameters parameters) implements ParameterReading {}

  /** One of them does not. */
  record Refused(Reply reply) implements ParameterReading {}
}
