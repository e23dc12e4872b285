package org.sealpost.tlsrpt;

/** What has become of a message that came to the address for reports. */
public enum ReceivedState {
  /** Nobody has looked at it. */
  NEW,
  /** A report that counts. */
  VALID,
  /** One that came before. */
  DOUBLE,
  /** None. */
  INVALID
}
