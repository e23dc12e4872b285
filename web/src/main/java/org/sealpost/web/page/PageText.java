package org.sealpost.web.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into text for a page; called from pages as functions of the tag library. Escaping
 * for HTML is not its work: Faces does that at output.
 */
public final class PageText {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int STEP = 1024;

  private PageText() {}

  /** An instant to the second in UTC, empty for null. */
  public static String utc(@Nullable Instant instant) {
    return instant == null ? "" : UTC.format(instant);
  }

  /** An instant to the second in ISO 8601, for the {@code datetime} attribute; empty for null. */
  public static String iso(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A size with its unit in the reader's writing: {@code 3.4 KiB}, {@code 3,4 KiB}. */
  public static String octets(long octets) {
    return octets(octets, Viewer.locale());
  }

  /** A whole number in the reader's writing: {@code 12,431}, {@code 12.431}. */
  public static String number(long number) {
    return String.format(Viewer.locale(), "%,d", number);
  }

  /** A size with its unit: {@code 812 B}, {@code 3.4 KiB}, {@code 100 MiB}. */
  static String octets(long octets, Locale locale) {
    if (octets < STEP) {
      return octets + " B";
    }
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    double value = (double) octets / STEP;
    int unit = 0;
    while (value >= STEP && unit < units.length - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(locale, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }

  /**
   * Text of a peer in one line: control characters, line ends and characters that change the
   * direction of writing become visible as {@code \}u and four hex digits, so that text cannot look
   * like something else; a tab, with which header fields are folded, is a space. What is longer
   * than {@code most} characters is cut and ends with an ellipsis. Null gives the empty string.
   */
  public static String shown(@Nullable String text, int most) {
    return text == null ? "" : visible(cut(text.replace('\t', ' '), most), false);
  }

  /** As {@link #shown}, but keeps line feeds and tabs; for excerpts in {@code <pre>}. */
  public static String excerpt(@Nullable String text, int most) {
    return text == null ? "" : visible(cut(text.replace("\r\n", "\n"), most), true);
  }

  /** A path as in the SMTP dialogue: {@code <a@b.example>}, {@code <>} for the null one. */
  public static String path(@Nullable String path) {
    return "<" + shown(path, 320) + ">";
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  private static String visible(String text, boolean linesKept) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean kept = linesKept && (c == '\n' || c == '\t');
      if (kept || !(Character.isISOControl(c) || isFormat(c))) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
      }
    }
    return out.toString();
  }

  /** Direction overrides, line separators and other invisible characters that can deceive. */
  private static boolean isFormat(char c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          c != '\u200D';
      default -> false;
    };
  }
}
