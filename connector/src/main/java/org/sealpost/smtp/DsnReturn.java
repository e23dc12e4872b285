package org.sealpost.smtp;

/** How much of the message the sender wants back in a failure notification (RFC 3461 §4.3). */
public enum DsnReturn {
  /** All of it. */
  FULL,
  /** Its header section. */
  HDRS
}
