package org.sealpost.inflow;

/** What a listener is for. */
public enum ListenerKind {
  /** Mail from other servers (RFC 5321); STARTTLS. */
  RELAY,
  /** Mail from people's programs (RFC 6409); STARTTLS. */
  SUBMISSION,
  /** Submission with TLS from the first octet (RFC 8314 §3.3). */
  SUBMISSIONS
}
