package org.sealpost.sasl;

import java.nio.charset.StandardCharsets;

/** Texts as octets, and what exchanges answer to them. */
final class Said {
  private Said() {}

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of the challenge. */
  static String challenge(Step step) {
    if (step instanceof Step.Challenge challenge) {
      return challenge.text();
    }
    throw new AssertionError("no challenge: " + step);
  }
}
