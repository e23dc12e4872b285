package org.sealpost.smtp;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a MAIL or RCPT command (RFC 5321 §4.1.2, esmtp-param).
 *
 * @param keyword in upper case; keywords are case-insensitive (RFC 5321 §2.4)
 * @param value as written, null where there was no equals sign
 */
public record EsmtpParameter(String keyword, @Nullable String value) {
  /** Reads one {@code KEYWORD} or {@code KEYWORD=value}; empty where it is neither. */
  public static Optional<EsmtpParameter> parse(String text) {
    int equals = text.indexOf('=');
    String keyword = equals < 0 ? text : text.substring(0, equals);
    if (!isKeyword(keyword)) {
      return Optional.empty();
    }
    String value = equals < 0 ? null : text.substring(equals + 1);
    if (value != null && !isValue(value)) {
      return Optional.empty();
    }
    return Optional.of(new EsmtpParameter(keyword.toUpperCase(Locale.ROOT), value));
  }

  // RFC 5321 §4.1.2: esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
  private static boolean isKeyword(String text) {
    if (text.isEmpty() || text.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '-' && !isAlphanumeric(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  // RFC 5321 §4.1.2: esmtp-value = 1*(%d33-60 / %d62-126); RFC 6531 §3.3 adds UTF8-non-ascii.
  private static boolean isValue(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 0x20 || c == '=' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }
}
