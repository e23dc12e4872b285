package org.sealpost.admin;

import java.io.IOException;
import org.sealpost.intake.SpoolTooLargeException;

/** A message is larger than what is taken. */
public final class MailTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  MailTooLargeException(SpoolTooLargeException cause) {
    super(cause.getMessage(), cause);
  }
}
