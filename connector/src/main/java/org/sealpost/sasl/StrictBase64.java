package org.sealpost.sasl;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64 as RFC 4954 §4 and RFC 5802 §2.1 want it: no character outside the alphabet, no white
 * space, padding complete and only at the end.
 */
public final class StrictBase64 {
  private StrictBase64() {}

  /** The octets; empty where the text is not base64. */
  public static Optional<byte[]> decode(String text) {
    if (text.length() % 4 != 0) {
      // The decoder would take missing padding.
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The octets as text. */
  public static String encode(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
