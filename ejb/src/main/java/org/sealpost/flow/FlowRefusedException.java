package org.sealpost.flow;

import jakarta.ejb.ApplicationException;
import org.sealpost.refusal.Refusal;
import org.sealpost.refusal.RefusedException;

/** Something was not laid down. */
@ApplicationException(rollback = true)
public class FlowRefusedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /** For a reason, with what its sentence names. */
  public FlowRefusedException(Refusal reason, Object... values) {
    super(reason, values);
  }
}
