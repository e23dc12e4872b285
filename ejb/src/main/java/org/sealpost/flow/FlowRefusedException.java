package org.sealpost.flow;

import jakarta.ejb.ApplicationException;

/** Something was not laid down; the message says why, to the operator. */
@ApplicationException(rollback = true)
public class FlowRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public FlowRefusedException(String message) {
    super(message);
  }
}
