package org.sealpost.config;

/** When another server is told that a recipient does not exist here. */
public enum UnknownRecipients {
  /** At its RCPT command (RFC 5321 §3.3). */
  REFUSE_AT_RCPT,
  /**
   * After the mail data only: whoever collects addresses has to send a message for each guess, and
   * a message that also has a recipient who exists is taken, with a notification for the others.
   */
  REFUSE_AFTER_DATA
}
