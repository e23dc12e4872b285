package org.sealpost.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much a message is to be preferred on its way (RFC 6710).
 *
 * @param value from -9 to 9; a higher one goes first
 */
public record MtPriority(int value) {
  /** That of a message whose sender has not said anything (RFC 6710 §4.1). */
  public static final MtPriority NORMAL = new MtPriority(0);

  private static final int HIGHEST = 9;

  // §7: priority-value = (["-"] NZDIGIT) / "0"
  private static final Pattern SYNTAX = Pattern.compile("-?[1-9]|0");

  /** Checks the range. */
  public MtPriority {
    if (value < -HIGHEST || value > HIGHEST) {
      throw new IllegalArgumentException("no priority: " + value);
    }
  }

  /** Reads the value of {@code MT-PRIORITY=}; empty where it is wrong. */
  public static Optional<MtPriority> parse(String text) {
    return SYNTAX.matcher(text).matches()
        ? Optional.of(new MtPriority(Integer.parseInt(text)))
        : Optional.empty();
  }

  /** As it stands in a parameter and in a trace field. */
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
