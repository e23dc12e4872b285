package org.sealpost.server;

import java.time.Duration;
import org.sealpost.inflow.ServerLimits.Timeouts;

/**
 * Until when a connection waits for its client (RFC 5321 §4.5.3.2). Set by the connection's event
 * loop, looked at by the one sweep over all connections, so that an idle connection needs no timer
 * of its own.
 */
final class Patience {
  private static final long SECOND = 1_000_000_000L;

  private final Timeouts timeouts;
  private volatile long deadline;
  private long dataStart;
  private long dataOctets;

  Patience(Timeouts timeouts) {
    this.timeouts = timeouts;
    expectWithin(timeouts.handshake());
  }

  void expectWithin(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** The greeting went out. */
  void expectFirstCommand() {
    expectWithin(timeouts.greeting());
  }

  /** A reply went out. */
  void expectCommand() {
    expectWithin(timeouts.command());
  }

  /** The mail data of a new message begins. */
  void expectData() {
    dataStart = System.nanoTime();
    dataOctets = 0;
    expectMoreData(0);
  }

  /**
   * So many octets of mail data came. The next have to come within the time for a block, all within
   * the time for data, and at a rate: an honest slow client keeps sending, one that only wants to
   * keep the session does not.
   */
  void expectMoreData(int came) {
    dataOctets += came;
    long now = System.nanoTime();
    long taken = now - dataStart;
    long until = Math.min(timeouts.dataBlock().toNanos(), timeouts.data().toNanos() - taken);
    if (timeouts.leastOctetsPerSecond() > 0) {
      long earned =
          Math.min(dataOctets, Long.MAX_VALUE / SECOND / 2)
              * SECOND
              / timeouts.leastOctetsPerSecond();
      until = Math.min(until, timeouts.dataBlock().toNanos() + earned - taken);
    }
    deadline = now + until;
  }

  /** Nothing is expected of the client at the moment. */
  void postpone() {
    expectWithin(timeouts.command());
  }

  /** Whether the time is over; any thread. */
  boolean isOver(long now) {
    return now - deadline >= 0;
  }
}
