package org.sealpost.smtp;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that is encoded so that it can be the value of a parameter (RFC 3461 §4): printable ASCII
 * stands for itself, {@code +} and two upper-case hexadecimal digits for any octet.
 *
 * @param encoded as on the wire; passed on unchanged, letter case included (RFC 3461 §5.2.1)
 */
public record Xtext(String encoded) {
  // RFC 3461 §4: xchar is any ASCII CHAR between "!" and "~" inclusive, except for "+" and "=".
  private static final Pattern FORM = Pattern.compile("(?:[!-~&&[^+=]]|\\+[0-9A-F]{2})+");
  private static final Pattern HEX = Pattern.compile("\\+([0-9A-F]{2})");

  /** Reads a parameter value; empty where it is no xtext, or stands for anything unprintable. */
  public static Optional<Xtext> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    // RFC 3461 §4.2, §4.4: before encoding, printable characters of US-ASCII only.
    Xtext read = new Xtext(text);
    boolean printable = read.decoded().chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    return printable ? Optional.of(read) : Optional.empty();
  }

  /** What is meant: printable ASCII. */
  public String decoded() {
    return HEX.matcher(encoded).replaceAll(Xtext::character);
  }

  private static String character(MatchResult hex) {
    char c = (char) Integer.parseInt(hex.group(1), 16);
    return Matcher.quoteReplacement(String.valueOf(c));
  }

  @Override
  public String toString() {
    return encoded;
  }
}
