package org.sealpost.smtp;

/** What the client said of the mail data in {@code BODY=} (RFC 6152 §2). */
public enum BodyType {
  SEVEN_BIT,
  EIGHT_BIT_MIME
}
