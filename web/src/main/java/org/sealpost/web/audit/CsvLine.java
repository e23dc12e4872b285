package org.sealpost.web.audit;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AuditRow;
import org.sealpost.web.page.PageText;

/** A line of the audit log as a line of a table (RFC 4180 §2). */
final class CsvLine {
  /** The names of the columns. */
  static final String HEAD = "at,actor,door,token,action,message,before,after,reason\r\n";

  private static final int MOST_CHARACTERS = 2_000;
  private static final String FORMULA = "=+-@";

  private CsvLine() {}

  static String of(AuditRow row) {
    return Arrays.asList(
                row.at().toString(),
                row.actor(),
                row.door(),
                row.token(),
                row.action(),
                row.queueId(),
                row.before(),
                row.after(),
                row.reason())
            .stream()
            .map(CsvLine::field)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /**
   * Each field stands in quotes. One that a spreadsheet would take for a formula gets an apostrophe
   * in front: part of it may be what a stranger has written.
   */
  private static String field(@Nullable String value) {
    String text = PageText.shown(value, MOST_CHARACTERS);
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
