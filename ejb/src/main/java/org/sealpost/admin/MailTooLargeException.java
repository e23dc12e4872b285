package org.sealpost.admin;

import java.io.IOException;

/** A message is larger than what is taken. */
public final class MailTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  MailTooLargeException(long most) {
    super("The message is larger than " + most + " octets, the most that is taken here.");
  }
}
