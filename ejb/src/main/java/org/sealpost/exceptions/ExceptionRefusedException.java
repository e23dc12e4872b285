package org.sealpost.exceptions;

import jakarta.ejb.ApplicationException;

/** An exception was not laid down; the message says why, to the operator. */
@ApplicationException(rollback = true)
public class ExceptionRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public ExceptionRefusedException(String message) {
    super(message);
  }
}
