package org.sealpost.server;

/**
 * The listeners of a plan could not be opened; none is. The message is one sentence for the
 * operator: which address and port or which file, why, and what to do.
 */
public final class ListenersRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Such a failure with its cause. */
  public ListenersRefusedException(String why, Throwable cause) {
    super(why, cause);
  }

  /** Such a failure that we found out ourselves. */
  public ListenersRefusedException(String why) {
    super(why);
  }
}
