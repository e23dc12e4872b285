package org.sealpost.exceptions;

import jakarta.ejb.ApplicationException;
import org.sealpost.refusal.Refusal;
import org.sealpost.refusal.RefusedException;

/** An exception was not laid down. */
@ApplicationException(rollback = true)
public class ExceptionRefusedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /** For a reason, with what its sentence names. */
  public ExceptionRefusedException(Refusal reason, Object... values) {
    super(reason, values);
  }
}
