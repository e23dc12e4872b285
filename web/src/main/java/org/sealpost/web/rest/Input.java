package org.sealpost.web.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Before;
import org.sealpost.smtp.Domain;

/** Reads what clients write, and lists all that is not right about it. */
final class Input {
  private final List<Problem.FieldError> errors = new ArrayList<>();

  /** A text that has to be there, of so many characters at most. */
  String text(String field, @Nullable String value, int most) {
    if (value == null || value.isBlank()) {
      return wrong(field, "is missing", "");
    }
    return value.length() > most ? wrong(field, "is longer than " + most, "") : value.strip();
  }

  /** A text that may be left out: empty then. */
  String optional(String field, @Nullable String value, int most) {
    return value == null || value.isBlank() ? "" : text(field, value, most);
  }

  /** One of the names of an enum; null where it is left out or wrong. */
  <E extends Enum<E>> @Nullable E oneOf(String field, @Nullable String value, Class<E> names) {
    if (value == null || value.isBlank()) {
      return null;
    }
    E[] all = names.getEnumConstants();
    for (E each : all) {
      if (each.name().equals(value.strip().toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    errors.add(new Problem.FieldError(field, "is one of " + Arrays.toString(all)));
    return null;
  }

  /** A number between two; the one given for null. */
  int number(String field, @Nullable String value, int least, int most, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      return wrong(field, "is a number between " + least + " and " + most, otherwise);
    }
    return wrong(field, "is a number between " + least + " and " + most, otherwise);
  }

  /** A key of a list's last element; null where it is left out or wrong. */
  @Nullable Long key(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return Long.valueOf(value.strip());
    } catch (NumberFormatException notOurs) {
      errors.add(new Problem.FieldError(field, "is what the page before gave as next"));
      return null;
    }
  }

  /** How many rows a page has at most. */
  int limit(@Nullable String limit) {
    return number("limit", limit, 1, Page.MOST, Page.USUAL);
  }

  /** Where the page before has ended; null where it is left out or wrong. */
  @Nullable Before before(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    return Before.parse(cursor.strip())
        .orElseGet(
            () -> {
              errors.add(new Problem.FieldError("cursor", "is what the page before gave as next"));
              return new Before(Instant.EPOCH, 0);
            });
  }

  /** A day as 2026-11-27; the first of all days where it is wrong. */
  LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text.strip());
      // No day of a calendar that nobody keeps, which no instant could be made of.
      return day.getYear() > 0 && day.getYear() <= 9999 ? day : noDay();
    } catch (DateTimeParseException notADay) {
      return noDay();
    }
  }

  private LocalDate noDay() {
    return wrong("day", "is a day as 2026-11-27", LocalDate.EPOCH);
  }

  /** Says that a field is not right. */
  <T> T wrong(String field, String detail, T instead) {
    errors.add(new Problem.FieldError(field, detail));
    return instead;
  }

  /** Ends the request where anything was wrong. */
  void check() {
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID, "Mend the fields listed and send it again.", errors);
    }
  }

  /** A domain name; ends the request where it is none. */
  static Domain domain(String field, String text) {
    return Domain.parse(text.strip())
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.INVALID,
                    "Mend the fields listed and send it again.",
                    List.of(new Problem.FieldError(field, "is not a domain name"))));
  }

  /** A body that has to be there. */
  static <T> T body(@Nullable T body) {
    return Optional.ofNullable(body)
        .orElseThrow(
            () -> new ProblemException(ProblemType.BAD_REQUEST, "The request needs a body."));
  }

  /** The key of a message from its queue id (base 36). */
  static long messageId(String queueId) {
    try {
      long id = Long.parseLong(queueId, Character.MAX_RADIX);
      if (id > 0) {
        return id;
      }
    } catch (NumberFormatException notAnId) {
      throw ProblemException.notFound();
    }
    throw ProblemException.notFound();
  }
}
