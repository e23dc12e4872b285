package org.sealpost.queue;

/** Where one recipient of a message stands. */
public enum RecipientState {
  /** Waiting for its first attempt. */
  QUEUED,
  /** An attempt is running, or the node that ran it died and its lease has not ended. */
  DELIVERING,
  /** Waiting for another attempt after a transient failure. */
  DEFERRED,
  /** Kept back by an operator until released. */
  HELD,
  /** In its final mailbox here. */
  DELIVERED,
  /** Handed to the next MTA, which took responsibility. */
  RELAYED,
  /** Given up after a permanent failure; the sender has been told. */
  FAILED,
  /** Given up after its lifetime; the sender has been told. */
  EXPIRED,
  /** Deleted by an operator; nobody has been told. */
  DROPPED;

  /** Whether nothing more will happen to it. */
  public boolean isFinished() {
    return switch (this) {
      case QUEUED, DELIVERING, DEFERRED, HELD -> false;
      case DELIVERED, RELAYED, FAILED, EXPIRED, DROPPED -> true;
    };
  }
}
