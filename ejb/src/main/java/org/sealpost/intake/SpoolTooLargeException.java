package org.sealpost.intake;

import java.io.IOException;

/** A message that is handed in whole is larger than what is taken. */
public final class SpoolTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolTooLargeException(long most) {
    super("The message is larger than " + most + " octets, the most that is taken here.");
  }
}
