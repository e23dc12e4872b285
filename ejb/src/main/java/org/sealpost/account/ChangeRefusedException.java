package org.sealpost.account;

import jakarta.ejb.ApplicationException;

/** A domain, account or alias was not changed; the message says why, to the operator. */
@ApplicationException(rollback = true)
public class ChangeRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public ChangeRefusedException(String message) {
    super(message);
  }
}
