package org.sealpost.tlsrpt;

/** What has become of a report of a day to a domain. */
public enum ReportState {
  /** It waits for its time, or to be tried again. */
  WAITING,
  /** At least one of the places the domain names has it. */
  SENT,
  /** The domain publishes no record that asks for reports. */
  NOT_WANTED,
  /** An operator does not want the domain to get any. */
  OPTED_OUT,
  /** For a day nobody could be reached (RFC 8460 §5.5). */
  FAILED
}
