package org.sealpost.admin;

import jakarta.ejb.ApplicationException;

/** A command was not carried out; the message says why, to the operator. */
@ApplicationException(rollback = true)
public class CommandRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public CommandRefusedException(String message) {
    super(message);
  }
}
