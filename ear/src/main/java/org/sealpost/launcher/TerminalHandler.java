package org.sealpost.launcher;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Shows the operator what of the log matters at once: warnings and errors of Sealpost, and errors
 * of the server below it. Everything is in the log file too, with stack traces.
 */
final class TerminalHandler extends Handler {
  private static final String OURS = "org.sealpost";

  private final Terminal terminal;
  private final LogLine formatter = new LogLine();
  private volatile boolean running;

  TerminalHandler(Terminal terminal) {
    this.terminal = terminal;
    setLevel(Level.WARNING);
  }

  /** From now on errors of the server are shown too. */
  void running() {
    running = true;
  }

  @Override
  public void publish(LogRecord event) {
    if (isLoggable(event) && matters(event)) {
      String line = event.getLevel().getName() + " " + formatter.text(event);
      terminal.print(line.replaceAll("\\p{Cntrl}", "?"));
    }
  }

  private boolean matters(LogRecord event) {
    String logger = event.getLoggerName() == null ? "" : event.getLoggerName();
    boolean error = event.getLevel().intValue() >= Level.SEVERE.intValue();
    return logger.startsWith(OURS) || (running && error);
  }

  @Override
  public void flush() {
    // Nothing waits.
  }

  @Override
  public void close() {
    // The terminal stays open for the last words.
  }
}
