package org.sealpost.client;

import java.io.IOException;

/** The peer sent something that is no reply by RFC 5321 §4.2. The message says what is wrong. */
final class MalformedReplyException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedReplyException(String message) {
    super(message);
  }
}
