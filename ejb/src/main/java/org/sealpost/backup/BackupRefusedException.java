package org.sealpost.backup;

/** A back-up or a restore that was not begun, or a back-up that cannot be used. */
public final class BackupRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Why.
   *
   * @param why one sentence for the operator
   */
  public BackupRefusedException(String why) {
    super(why);
  }

  /** One sentence for the operator. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
