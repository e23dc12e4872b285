package org.sealpost.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections of a server that are open. Thread-safe. */
final class Connections {
  private final Set<Connection> open = new HashSet<>();
  private final int limit;
  private boolean full;
  private boolean ending;

  Connections(int limit) {
    this.limit = limit;
  }

  /** What is to become of a new connection. */
  enum Admission {
    ADMITTED,
    TOO_MANY,
    /** As before, but the first one since there was room: worth a line in the log. */
    FIRST_TOO_MANY,
    SHUTTING_DOWN
  }

  synchronized Admission add(Connection connection) {
    if (ending) {
      return Admission.SHUTTING_DOWN;
    }
    if (open.size() >= limit) {
      Admission admission = full ? Admission.TOO_MANY : Admission.FIRST_TOO_MANY;
      full = true;
      return admission;
    }
    open.add(connection);
    return Admission.ADMITTED;
  }

  synchronized void remove(Connection connection) {
    if (open.remove(connection)) {
      full = false;
      notifyAll();
    }
  }

  /** Admits no more, and tells all that are open that the server is shutting down. */
  void end() {
    List<Connection> told;
    synchronized (this) {
      ending = true;
      told = List.copyOf(open);
    }
    told.forEach(Connection::shutDown);
  }

  /**
   * Waits until none is left.
   *
   * @return how many are left at the end of the patience
   */
  synchronized int awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      // Rounded up: 0 would wait for ever.
      wait(left / 1_000_000 + 1);
    }
    return open.size();
  }

  synchronized int count() {
    return open.size();
  }
}
