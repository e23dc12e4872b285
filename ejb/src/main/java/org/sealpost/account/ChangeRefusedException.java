package org.sealpost.account;

import jakarta.ejb.ApplicationException;
import org.sealpost.refusal.Refusal;
import org.sealpost.refusal.RefusedException;

/** A user, a token, a domain, an account or an alias was not changed. */
@ApplicationException(rollback = true)
public class ChangeRefusedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /** For a reason, with what its sentence names. */
  public ChangeRefusedException(Refusal reason, Object... values) {
    super(reason, values);
  }
}
