package org.sealpost.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows the verb of a MAIL or RCPT command: {@code FROM:<path> params} or {@code TO:<path>
 * params} (RFC 5321 §4.1.1.2, §4.1.1.3). The path itself is not parsed yet, because whether it may
 * hold UTF-8 is known only once the parameters are.
 *
 * @param path the text between the angle brackets
 * @param parameters in the order they came, repetitions included
 */
public record PathArgument(String path, List<EsmtpParameter> parameters) {
  /** RFC 5321 §4.5.3.1.3: a path has at most 256 octets, brackets included. */
  public static final int MAX_PATH_OCTETS = 256;

  /** Copies the list. */
  public PathArgument {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads the argument; empty where it has not the form above.
   *
   * @param label {@code FROM:} or {@code TO:}, compared without regard to case
   */
  public static Optional<PathArgument> parse(String label, String argument) {
    if (!argument.regionMatches(true, 0, label, 0, label.length())) {
      return Optional.empty();
    }
    int start = label.length();
    // Choice: RFC 5321 §3.3 forbids a space behind the colon; clients send it, nothing is at risk.
    while (start < argument.length() && argument.charAt(start) == ' ') {
      start++;
    }
    if (start == argument.length() || argument.charAt(start) != '<') {
      return Optional.empty();
    }
    int end = closingBracket(argument, start + 1);
    if (end < 0) {
      return Optional.empty();
    }
    String path = argument.substring(start + 1, end);
    return parameters(argument, end + 1).map(params -> new PathArgument(path, params));
  }

  /** Where the path ends; a bracket inside a quoted local-part does not count. */
  private static int closingBracket(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<List<EsmtpParameter>> parameters(String text, int from) {
    if (from == text.length()) {
      return Optional.of(List.of());
    }
    if (text.charAt(from) != ' ') {
      return Optional.empty();
    }
    List<EsmtpParameter> found = new ArrayList<>(4);
    int start = from;
    while (start < text.length()) {
      int space = text.indexOf(' ', start);
      int end = space < 0 ? text.length() : space;
      if (end > start) {
        Optional<EsmtpParameter> one = EsmtpParameter.parse(text.substring(start, end));
        if (one.isEmpty()) {
          return Optional.empty();
        }
        found.add(one.get());
      }
      start = end + 1;
    }
    return Optional.of(found);
  }

  /** Whether the path is longer than {@link #MAX_PATH_OCTETS}. */
  public boolean isTooLong() {
    return Octets.inUtf8(path) + 2 > MAX_PATH_OCTETS;
  }

  /** Whether the path has characters that need SMTPUTF8 (RFC 6531 §3.4). */
  public boolean isInternationalized() {
    return path.chars().anyMatch(c -> c > 0x7f);
  }
}
