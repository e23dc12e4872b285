package org.sealpost.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event on one line: time in UTC, level, logger, thread, text; a stack trace below it,
 * indented, shortened where it is one of the server's own ({@link ShortTrace}). Control characters
 * of the text are escaped, so that no peer can write a line of its own.
 */
final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String format(LogRecord event) {
    StringBuilder line =
        new StringBuilder(200)
            .append(TIME.format(event.getInstant().truncatedTo(ChronoUnit.MILLIS)))
            .append(' ')
            .append(event.getLevel().getName())
            .append(' ')
            .append(event.getLoggerName())
            .append(" [")
            .append(event.getLongThreadID())
            .append("] ");
    appendEscaped(line, text(event));
    line.append('\n');
    @Nullable Throwable thrown = event.getThrown();
    if (thrown != null) {
      trace(event, thrown).forEach(each -> appendEscaped(line.append("  "), each).append('\n'));
    }
    return line.toString();
  }

  private static Stream<String> trace(LogRecord event, Throwable thrown) {
    @Nullable String logger = event.getLoggerName();
    if (logger != null && ShortTrace.isFor(logger)) {
      return ShortTrace.of(thrown).stream();
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString().lines();
  }

  /** The text of a record with its parameters, unescaped; empty where it has none. */
  String text(LogRecord event) {
    @Nullable String message = event.getMessage();
    return message == null ? "" : formatMessage(event);
  }

  private static StringBuilder appendEscaped(StringBuilder to, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        to.append("\\n");
      } else if (c == '\r') {
        to.append("\\r");
      } else if (c == '\t') {
        to.append("  ");
      } else if (Character.isISOControl(c)) {
        to.append("\\x%02x".formatted((int) c));
      } else {
        to.append(c);
      }
    }
    return to;
  }
}
