package org.sealpost.server;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The lines the connector writes to its log from now on. */
final class LogRecorder implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  // Held, because the system's own reference to a logger is a weak one.
  private final Logger logger = Logger.getLogger("org.sealpost.connector");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  LogRecorder() {
    logger.addHandler(handler);
  }

  /** The next line that begins like that; those before it are thrown away. */
  String await(String start) throws InterruptedException {
    while (true) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("no line " + start);
      }
      if (line.startsWith(start)) {
        return line;
      }
    }
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
