package org.sealpost.smtp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sender wants the message to be kept until later (RFC 4865).
 *
 * @param at not to be tried before
 * @param request as asked for, in the form of the Future-Release-Request field (§5.1.2)
 */
public record FutureRelease(Instant at, String request) {
  // §3: future-release-integer = %x31-39 *8DIGIT
  private static final Pattern INTERVAL = Pattern.compile("[1-9][0-9]{0,8}");

  // §3: Internet-style-date-time-UTC, that of RFC 3339 with "Z" for the offset.
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z");

  /**
   * Reads the value of {@code HOLDFOR=}; empty where it is wrong or beyond what is offered.
   *
   * @param now when MAIL came
   * @param longest the announced maximum
   */
  public static Optional<FutureRelease> holdFor(String value, Instant now, Duration longest) {
    if (!INTERVAL.matcher(value).matches()) {
      return Optional.empty();
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(value));
    return asked.compareTo(longest) > 0
        ? Optional.empty()
        : Optional.of(new FutureRelease(now.plus(asked), "for;" + value));
  }

  /**
   * Reads the value of {@code HOLDUNTIL=}; empty where it is wrong or beyond what is offered. A
   * time that has passed is no error: then the message goes at once.
   *
   * @param now when MAIL came
   * @param longest the announced maximum from now
   */
  public static Optional<FutureRelease> holdUntil(String value, Instant now, Duration longest) {
    if (!DATE_TIME.matcher(value).matches()) {
      return Optional.empty();
    }
    try {
      Instant asked = Instant.parse(value);
      return asked.isAfter(now.plus(longest))
          ? Optional.empty()
          : Optional.of(new FutureRelease(asked, "until;" + value));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /**
   * Reads back what {@link #request} holds.
   *
   * @param received when the message came: an interval counts from there
   * @throws IllegalArgumentException for anything else
   */
  public static FutureRelease ofRequest(String request, Instant received) {
    try {
      if (request.startsWith("for;")) {
        long seconds = Long.parseLong(request.substring("for;".length()));
        return new FutureRelease(received.plusSeconds(seconds), request);
      }
      if (request.startsWith("until;")) {
        return new FutureRelease(Instant.parse(request.substring("until;".length())), request);
      }
    } catch (NumberFormatException | DateTimeException wrong) {
      throw new IllegalArgumentException("no Future-Release-Request: " + request, wrong);
    }
    throw new IllegalArgumentException("no Future-Release-Request: " + request);
  }
}
