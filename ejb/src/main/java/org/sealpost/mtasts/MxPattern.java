package org.sealpost.mtasts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an MX host, or all names one label below another (RFC 8461 §3.2, §4.1).
 *
 * @param text in lower case, for example {@code mx.example.com} or {@code *.example.net}
 */
public record MxPattern(String text) {
  private static final int MOST_CHARACTERS = 253;

  // RFC 5321 §4.1.2 Domain, in A-labels. Choice: with underscores, as MX host names in use have.
  private static final Pattern NAME =
      Pattern.compile("(?:\\*\\.)?LABEL(?:\\.LABEL)*".replace("LABEL", label()));

  private static String label() {
    return "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
  }

  /** Reads one; empty where it is neither a name in A-labels nor one behind {@code *.}. */
  public static Optional<MxPattern> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.length() <= MOST_CHARACTERS && NAME.matcher(lower).matches()
        ? Optional.of(new MxPattern(lower))
        : Optional.empty();
  }

  /**
   * Whether it covers a host.
   *
   * @param host the name as the MX record has it, in A-labels; case and a trailing dot do not count
   */
  public boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!text.startsWith("*.")) {
      return name.equals(text);
    }
    // RFC 8461 §4.1: the wildcard is the whole left-most label and no more than that.
    int dot = name.indexOf('.');
    return dot > 0 && name.substring(dot).equals(text.substring(1));
  }

  @Override
  public String toString() {
    return text;
  }
}
