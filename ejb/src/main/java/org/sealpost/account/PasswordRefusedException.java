package org.sealpost.account;

import jakarta.ejb.ApplicationException;
import org.sealpost.refusal.Refusal;
import org.sealpost.refusal.RefusedException;

/** A password was not changed. */
@ApplicationException(rollback = true)
public class PasswordRefusedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /** For a reason, with what its sentence names. */
  public PasswordRefusedException(Refusal reason, Object... values) {
    super(reason, values);
  }
}
