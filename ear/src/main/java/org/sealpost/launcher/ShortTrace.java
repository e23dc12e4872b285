package org.sealpost.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What of a stack trace tells something, for exceptions that the server reports from its own depth:
 * every exception of the chain of causes, and every suppressed one, with its text; of its frames
 * the place where it was thrown and the way through Sealpost. A failed transaction is some 20 lines
 * then instead of 300, and no cause is hidden.
 */
final class ShortTrace {
  /**
   * Loggers whose traces come from the same depth each time: the containers of the beans that
   * rolled back, the transaction manager, and the persistence below them.
   */
  private static final List<String> KNOWN =
      List.of(
          "jakarta.enterprise.ejb.container",
          "javax.enterprise.system.container.ejb.mdb",
          "javax.enterprise.resource.jta",
          "org.eclipse.persistence");

  private static final String OURS = "org.sealpost.";

  private final List<String> lines = new ArrayList<>();
  private final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());

  private ShortTrace() {}

  /** Whether what this logger reports is shortened. */
  static boolean isFor(String logger) {
    return KNOWN.stream().anyMatch(known -> logger.equals(known) || logger.startsWith(known + "."));
  }

  /** The lines of a trace. */
  static List<String> of(Throwable thrown) {
    ShortTrace trace = new ShortTrace();
    trace.tell("", thrown);
    return trace.lines;
  }

  private void tell(String prefix, Throwable thrown) {
    if (!told.add(thrown)) {
      lines.add(prefix + "the same as above: " + thrown.getClass().getName());
      return;
    }
    lines.add(prefix + thrown);
    StackTraceElement[] frames = thrown.getStackTrace();
    int left = 0;
    for (int i = 0; i < frames.length; i++) {
      if (i == 0 || frames[i].getClassName().startsWith(OURS)) {
        addLeft(left);
        left = 0;
        lines.add("    at " + frames[i]);
      } else {
        left++;
      }
    }
    addLeft(left);
    for (Throwable suppressed : thrown.getSuppressed()) {
      tell("Suppressed: ", suppressed);
    }
    if (thrown.getCause() != null) {
      tell("Caused by: ", thrown.getCause());
    }
  }

  private void addLeft(int frames) {
    if (frames > 0) {
      lines.add("    ... " + frames + " of the server");
    }
  }
}
