package org.sealpost.smtp;

import java.util.Optional;

/** The grammar of the part before the at sign (RFC 5321 §4.1.2: Dot-string / Quoted-string). */
final class LocalPart {
  private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

  private LocalPart() {}

  /** The meaning of a local-part as written: quotes and backslashes taken away. */
  static Optional<String> parse(String text) {
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return unquote(text.substring(1, text.length() - 1));
    }
    return isDotString(text) ? Optional.of(text) : Optional.empty();
  }

  /** The shortest way to write it. */
  static String quoted(String meaning) {
    if (isDotString(meaning)) {
      return meaning;
    }
    return "\"" + meaning.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static Optional<String> unquote(String inner) {
    StringBuilder meaning = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '"') {
        return Optional.empty();
      }
      if (c == '\\') {
        i++;
        if (i == inner.length()) {
          return Optional.empty();
        }
        c = inner.charAt(i);
      }
      meaning.append(c);
    }
    return Optional.of(meaning.toString());
  }

  private static boolean isDotString(String text) {
    if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
      return false;
    }
    return text.chars().allMatch(c -> c == '.' || isAtext(c));
  }

  private static boolean isAtext(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ATEXT_SPECIALS.indexOf(c) >= 0
        || c > 0x7f; // RFC 6531 §3.3: UTF8-non-ascii
  }
}
