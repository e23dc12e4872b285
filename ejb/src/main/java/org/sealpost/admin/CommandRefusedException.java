package org.sealpost.admin;

import jakarta.ejb.ApplicationException;
import org.sealpost.refusal.Refusal;
import org.sealpost.refusal.RefusedException;

/** A command was not carried out. */
@ApplicationException(rollback = true)
public class CommandRefusedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /** For a reason, with what its sentence names. */
  public CommandRefusedException(Refusal reason, Object... values) {
    super(reason, values);
  }
}
