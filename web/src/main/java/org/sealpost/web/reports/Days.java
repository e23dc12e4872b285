package org.sealpost.web.reports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Days in the addresses of pages. */
final class Days {
  private Days() {}

  /** The day; today in UTC where the text is none. */
  static LocalDate of(@Nullable String text) {
    try {
      return text == null || text.isEmpty() ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      return LocalDate.now(ZoneOffset.UTC);
    }
  }
}
