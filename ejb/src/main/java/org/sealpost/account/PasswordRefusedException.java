package org.sealpost.account;

import jakarta.ejb.ApplicationException;

/** A password was not changed; the message says why, to the person. */
@ApplicationException(rollback = true)
public class PasswordRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the person. */
  public PasswordRefusedException(String message) {
    super(message);
  }
}
