package org.sealpost.client;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the operations of sockets that Java gives no time limit to: writes to a peer that does not
 * read, and TLS handshakes as a whole. The owner calls {@link #sweep} about once a second.
 *
 * <p>Thread-safe. Putting a limit on an operation costs two volatile writes.
 */
public final class StallWatch {
  private static final System.Logger LOGGER = System.getLogger(StallWatch.class.getName());

  private final Set<Guard> guards = ConcurrentHashMap.newKeySet();

  /** Closes the socket of every operation whose time is over, so that its thread goes on. */
  public void sweep() {
    long now = System.nanoTime();
    for (Guard guard : guards) {
      guard.closeIfDue(now);
    }
  }

  Guard guard(Socket socket) {
    Guard guard = new Guard(socket);
    guards.add(guard);
    return guard;
  }

  /** The limit on one socket. Used by one thread; looked at by the sweeping one. */
  final class Guard {
    private final Socket socket;
    private volatile boolean armed;
    private volatile boolean expired;
    private long deadlineNanos;

    private Guard(Socket socket) {
      this.socket = socket;
    }

    /** Begins an operation that may take so long. */
    void arm(Duration limit) {
      deadlineNanos = System.nanoTime() + limit.toNanos();
      armed = true; // publishes the deadline
    }

    /** Ends it. */
    void disarm() {
      armed = false;
    }

    /** Whether the socket was closed because an operation took too long. */
    boolean isExpired() {
      return expired;
    }

    void release() {
      guards.remove(this);
    }

    private void closeIfDue(long now) {
      if (!armed || now - deadlineNanos < 0) {
        return;
      }
      expired = true;
      release();
      try {
        // The TCP socket itself: closing a TLS socket would wait for the very write that is stuck.
        socket.close();
      } catch (IOException failed) {
        LOGGER.log(Level.DEBUG, "a stalled socket could not be closed", failed);
      }
    }
  }
}
