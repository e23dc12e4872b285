package org.sealpost.account;

import java.text.Normalizer;
import java.util.Optional;

/**
 * SASLprep (RFC 4013), which makes one password of what different keyboards send for it: both SCRAM
 * (RFC 5802 §2.2) and PLAIN (RFC 4616 §2) ask for it.
 */
final class PreparedPassword {
  private PreparedPassword() {}

  /** The prepared form; empty where the text cannot be a password. */
  static Optional<String> of(String text) {
    if (isPlainAscii(text)) {
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !isMappedToNothing(c))
        .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
        .forEach(mapped::appendCodePoint);
    // RFC 4013 §2.2: Unicode normalization form KC.
    String normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    boolean allowed = !normal.isEmpty() && normal.codePoints().noneMatch(PreparedPassword::isBad);
    return allowed ? Optional.of(normal) : Optional.empty();
  }

  private static boolean isPlainAscii(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  /** RFC 3454 table B.1: commonly mapped to nothing. */
  private static boolean isMappedToNothing(int c) {
    return c == 0xad
        || c == 0x34f
        || c == 0x1806
        || (c >= 0x180b && c <= 0x180d)
        || (c >= 0x200b && c <= 0x200d)
        || c == 0x2060
        || (c >= 0xfe00 && c <= 0xfe0f)
        || c == 0xfeff;
  }

  /**
   * RFC 4013 §2.3: what a password must not hold. Choice: its rule about right-to-left text (§2.4)
   * is left out; it would lock out passwords and protects nothing that is never shown.
   */
  private static boolean isBad(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> (c >= 0xfff9 && c <= 0xfffd) || (c >= 0x2ff0 && c <= 0x2ffb);
    };
  }
}
