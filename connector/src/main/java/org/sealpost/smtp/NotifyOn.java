package org.sealpost.smtp;

/** Of what the sender wants to be told about one recipient (RFC 3461 §4.1). */
public enum NotifyOn {
  /** It has arrived. */
  SUCCESS,
  /** It was given up. */
  FAILURE,
  /** It takes longer than usual. */
  DELAY
}
