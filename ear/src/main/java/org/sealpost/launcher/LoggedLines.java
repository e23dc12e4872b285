package org.sealpost.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where lines go that are printed instead of logged: into the log. Thread-safe. */
final class LoggedLines extends OutputStream {
  private static final int MAX_OCTETS = 8192;

  private final Logger logger;
  private final Level level;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LoggedLines(String logger, Level level) {
    this.logger = Logger.getLogger(logger);
    this.level = level;
  }

  @Override
  public synchronized void write(int octet) {
    if (octet == '\n') {
      log();
    } else if (octet != '\r' && line.size() < MAX_OCTETS) {
      line.write(octet);
    }
  }

  @Override
  public synchronized void close() {
    log();
  }

  private void log() {
    if (line.size() > 0) {
      logger.log(level, "{0}", line.toString(StandardCharsets.UTF_8));
      line.reset();
    }
  }
}
