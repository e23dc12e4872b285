package org.sealpost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Traces from the depth of the server: short, with every cause. */
final class ShortTraceTest {
  private static final StackTraceElement[] DEEP = {
    frame("org.apache.derby.impl.jdbc.EmbedStatement"),
    frame("org.eclipse.persistence.internal.sessions.UnitOfWorkImpl"),
    frame("org.sealpost.queue.Recording"),
    frame("com.sun.ejb.containers.BaseContainer"),
    frame("org.sealpost.queue.Recorder"),
    frame("java.lang.Thread"),
  };

  private static StackTraceElement frame(String type) {
    return new StackTraceElement(type, "method", type + ".java", 1);
  }

  private static <T extends Throwable> T deep(T thrown) {
    thrown.setStackTrace(DEEP);
    return thrown;
  }

  @Test
  void tellsEveryCauseAndEverySuppressedException() {
    Exception cause = deep(new IllegalStateException("the disk is full"));
    Exception between = deep(new IllegalArgumentException("the statement failed", cause));
    between.addSuppressed(deep(new IllegalStateException("nor could it be closed")));
    Exception outer = deep(new RuntimeException("rolled back", between));
    assertThat(ShortTrace.of(outer))
        .filteredOn(line -> !line.startsWith("    "))
        .containsExactly(
            "java.lang.RuntimeException: rolled back",
            "Caused by: java.lang.IllegalArgumentException: the statement failed",
            "Suppressed: java.lang.IllegalStateException: nor could it be closed",
            "Caused by: java.lang.IllegalStateException: the disk is full");
  }

  @Test
  void keepsThePlaceOfTheThrowAndTheWayThroughSealpost() {
    assertThat(ShortTrace.of(deep(new IllegalStateException("why"))))
        .containsExactly(
            "java.lang.IllegalStateException: why",
            "    at " + DEEP[0],
            "    ... 1 of the server",
            "    at " + DEEP[2],
            "    ... 1 of the server",
            "    at " + DEEP[4],
            "    ... 1 of the server");
  }

  @Test
  void exceptionThatIsItsOwnCauseHasAnEnd() {
    Exception first = deep(new IllegalStateException("first"));
    Exception second = deep(new IllegalStateException("second", first));
    first.initCause(second);
    assertThat(ShortTrace.of(first))
        .endsWith("Caused by: the same as above: java.lang.IllegalStateException");
  }

  @Test
  void onlyTheServersOwnTracesAreShortened() {
    assertThat(logged("jakarta.enterprise.ejb.container")).doesNotContain("com.sun.ejb");
    assertThat(logged("org.eclipse.persistence.session.sealpost")).doesNotContain("com.sun.ejb");
    assertThat(logged("org.sealpost.queue")).contains("com.sun.ejb");
    assertThat(logged("jakarta.enterprise.ejb.containers")).contains("com.sun.ejb");
  }

  private static String logged(String logger) {
    LogRecord event = new LogRecord(Level.WARNING, "failed");
    event.setLoggerName(logger);
    event.setThrown(deep(new IllegalStateException("why")));
    return new LogLine().format(event);
  }
}
