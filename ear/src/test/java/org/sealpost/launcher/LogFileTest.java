package org.sealpost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
  @TempDir Path directory;

  private static LogRecord event(String text) {
    LogRecord event = new LogRecord(Level.INFO, text);
    event.setLoggerName("org.sealpost.test");
    event.setInstant(Instant.parse("2026-11-01T10:20:30.1234567Z"));
    event.setLongThreadID(7);
    return event;
  }

  @Test
  void writesOneLineForEachEventAtOnce() throws IOException {
    LogFile log = new LogFile(directory, 1000);
    log.publish(event("hello"));
    assertThat(directory.resolve("sealpost.log"))
        .hasContent("2026-11-01T10:20:30.123Z INFO org.sealpost.test [7] hello");
    log.close();
  }

  @Test
  void keepsTheOldLinesOfAnEarlierRun() throws IOException {
    for (String text : new String[] {"one", "two"}) {
      LogFile log = new LogFile(directory, 1000);
      log.publish(event(text));
      log.close();
    }
    assertThat(Files.readAllLines(directory.resolve("sealpost.log"))).hasSize(2);
  }

  @Test
  void newestLinesAreAlwaysInTheFileWithoutANumber() throws IOException {
    LogFile log = new LogFile(directory, 100);
    for (int number = 0; number < 30; number++) {
      log.publish(event("event " + number));
    }
    log.close();
    assertThat(directory.resolve("sealpost.log")).content().contains("event 29");
    assertThat(directory.resolve("sealpost.log.1")).content().contains("event 28");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(10);
    }
  }

  @Test
  void noTextWritesALineOfItsOwn() {
    assertThat(new LogLine().format(event("250 ok\r\n2026 ERROR forged\u001b[31m\tx")))
        .endsWith("] 250 ok\\r\\n2026 ERROR forged\\x1b[31m  x\n")
        .hasLineCount(1);
  }

  @Test
  void stackTraceStandsIndentedBelow() {
    LogRecord event = event("failed");
    event.setThrown(new IllegalStateException("why\nforged"));
    assertThat(new LogLine().format(event).lines().skip(1)).allMatch(line -> line.startsWith("  "));
  }
}
