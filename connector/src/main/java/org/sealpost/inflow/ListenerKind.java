package org.sealpost.inflow;

/** What a listener is for. */
public enum ListenerKind {
  /** Mail from other servers (RFC 5321); STARTTLS. */
  RELAY,
  /** Mail from people's programs (RFC 6409); STARTTLS. */
  SUBMISSION,
  /** Submission with TLS from the first octet (RFC 8314 §3.3). */
  SUBMISSIONS,
  /** Mail from a queue on this machine or nearby, with a reply for each recipient (RFC 2033). */
  LMTP,
  /** New mail that a program hands in over HTTP, by a token; no listener of the SMTP server. */
  HTTP,
  /** New mail that an application sends to a queue; no listener of the SMTP server. */
  JMS;

  /** Whether people's programs hand in new mail here (RFC 6409). */
  public boolean isSubmission() {
    return this == SUBMISSION || this == SUBMISSIONS || this == HTTP || this == JMS;
  }
}
