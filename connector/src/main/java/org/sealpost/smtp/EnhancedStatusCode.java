package org.sealpost.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code (RFC 3463), for example {@code 5.7.30}.
 *
 * @param statusClass 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatusCode(int statusClass, int subject, int detail) {
  private static final Pattern TEXT = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

  /** Reads {@code class.subject.detail}; empty where it is not one. */
  public static Optional<EnhancedStatusCode> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new EnhancedStatusCode(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))));
  }

  /**
   * A code written in this program or read back from our own schema.
   *
   * @throws IllegalArgumentException where it is not one
   */
  public static EnhancedStatusCode of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a status: " + text));
  }

  /** The same condition as a failure that is (5) or is not (4) final. */
  public EnhancedStatusCode withClass(int otherClass) {
    return new EnhancedStatusCode(otherClass, subject, detail);
  }

  /** Whether repeating the attempt unchanged cannot help (RFC 3463 §3.1: class 5). */
  public boolean isPermanent() {
    return statusClass == 5;
  }

  @Override
  public String toString() {
    return statusClass + "." + subject + "." + detail;
  }
}
