package org.sealpost.launcher;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The log file {@code sealpost.log}, followed by {@code sealpost.log.1} to {@code .9} as it grows.
 * Every record is handed to the operating system before the call returns.
 *
 * <p>Choice: not {@code java.util.logging.FileHandler}, which keeps the newest lines in {@code
 * sealpost.log.0} as soon as it rotates, so that nobody finds them under the name in the manual.
 */
public final class LogFile extends Handler {
  /** Property of the logging configuration that names the directory. */
  static final String DIRECTORY = LogFile.class.getName() + ".directory";

  /** Name of the file with the newest lines. */
  static final String NAME = "sealpost.log";

  private static final long MAX_OCTETS = 20_000_000;
  private static final int OLD_FILES = 9;

  private final Path directory;
  private final long maxOctets;
  private @Nullable OutputStream out;
  private long octets;

  /** Called by the logging system, which has the directory in its configuration. */
  public LogFile() throws IOException {
    this(Path.of(LogManager.getLogManager().getProperty(DIRECTORY)), MAX_OCTETS);
  }

  LogFile(Path directory, long maxOctets) throws IOException {
    this.directory = directory;
    this.maxOctets = maxOctets;
    setFormatter(new LogLine());
    open();
  }

  @Override
  public synchronized void publish(LogRecord event) {
    if (out == null || !isLoggable(event)) {
      return;
    }
    try {
      byte[] line = getFormatter().format(event).getBytes(StandardCharsets.UTF_8);
      if (octets > 0 && octets + line.length > maxOctets) {
        rotate();
      }
      out.write(line);
      out.flush();
      octets += line.length;
    } catch (IOException full) {
      reportError("the log cannot be written", full, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public void flush() {
    // Nothing waits: publish() flushes.
  }

  @Override
  public synchronized void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException lost) {
        reportError("the log cannot be closed", lost, ErrorManager.CLOSE_FAILURE);
      }
      out = null;
    }
  }

  private void open() throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(NAME);
    out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    octets = Files.size(file);
  }

  private void rotate() throws IOException {
    close();
    for (int number = OLD_FILES; number > 0; number--) {
      Path newer = directory.resolve(number == 1 ? NAME : NAME + "." + (number - 1));
      if (Files.exists(newer)) {
        Files.move(
            newer, directory.resolve(NAME + "." + number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    open();
  }
}
