package org.sealpost.flow;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The waits between attempts as people and the database write them. */
public final class Waits {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofDays(7);
  static final int MOST = 50;

  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})\\s*([smhd])");

  private Waits() {}

  /**
   * Reads waits with commas or blanks between them, each as {@code 90s}, {@code 5m}, {@code 2h},
   * {@code 1d} or an ISO 8601 duration such as {@code PT7M30S}.
   *
   * @return empty where there is none, one cannot be read, or is shorter than a second or longer
   *     than seven days
   */
  public static Optional<List<Duration>> parse(String text) {
    List<Duration> waits = new ArrayList<>();
    for (String word : text.strip().split("[,;\\s]+", -1)) {
      Duration wait = one(word).orElse(null);
      if (wait == null || wait.compareTo(SHORTEST) < 0 || wait.compareTo(LONGEST) > 0) {
        return Optional.empty();
      }
      waits.add(wait);
    }
    return waits.size() > MOST ? Optional.empty() : Optional.of(List.copyOf(waits));
  }

  private static Optional<Duration> one(String word) {
    Matcher matcher = SHORT.matcher(word.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return Optional.of(
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }
    try {
      return Optional.of(Duration.parse(word));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  /** As {@link #parse} reads them, in their shortest form. */
  public static String text(List<Duration> waits) {
    return waits.stream().map(Waits::text).collect(Collectors.joining(", "));
  }

  private static String text(Duration wait) {
    long seconds = wait.toSeconds();
    if (wait.toMillisPart() != 0) {
      return wait.toString();
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
