package org.sealpost.smtp;

import java.nio.charset.StandardCharsets;

/** Lengths as the wire counts them. */
final class Octets {
  private Octets() {}

  /** How many octets the text has in UTF-8. */
  static int inUtf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }
}
