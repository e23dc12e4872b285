package org.sealpost.smtp;

/** What the client said of the mail data in {@code BODY=} (RFC 6152 §2, RFC 3030 §3). */
public enum BodyType {
  SEVEN_BIT,
  EIGHT_BIT_MIME,
  /** Octets, not lines: to be kept bit for bit, and never to be sent with DATA (RFC 3030 §3). */
  BINARY_MIME
}
