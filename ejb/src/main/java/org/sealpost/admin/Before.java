package org.sealpost.admin;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a list has ended that has the newest first: the next one begins before this.
 *
 * @param at when the last row was made
 * @param id its key, which decides among rows of the same time
 */
public record Before(Instant at, long id) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\.(\\d{1,18})");

  /** As it stands in an address. */
  public String text() {
    return at.toEpochMilli() + "." + id;
  }

  /** Reads it; empty where it is none. */
  public static Optional<Before> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new Before(
                Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
                Long.parseLong(parts.group(2))))
        : Optional.empty();
  }
}
