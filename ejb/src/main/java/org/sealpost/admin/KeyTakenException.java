package org.sealpost.admin;

import jakarta.ejb.ApplicationException;

/** An idempotency key cannot be used for this request, which was not carried out. */
@ApplicationException(rollback = true)
public class KeyTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean underWay;

  KeyTakenException(boolean underWay) {
    super(
        underWay
            ? "A request with this idempotency key is being carried out; ask again in a moment."
            : "This idempotency key was used for another request; take a new one.");
    this.underWay = underWay;
  }

  /** Whether the first request with that key has not ended; else it was another request. */
  public boolean isUnderWay() {
    return underWay;
  }
}
