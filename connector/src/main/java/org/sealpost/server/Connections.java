package org.sealpost.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.ServerMeter;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * The connections of a server that are open, and who may have one more. Thread-safe.
 *
 * <p>All places taken does not mean that nobody else gets in: the session that has gone longest
 * without progress, and never had a message accepted, has to leave for a new one. So clients that
 * only hold connections open cannot keep out those that have mail, and least of all the clients
 * that are not limited: any stranger that has not shown it has mail leaves for one of them.
 */
final class Connections {
  /** Where nobody could be asked to leave, it is not tried again at once. */
  private static final long SEARCH_PAUSE = Duration.ofMillis(100).toNanos();

  /** Where people's programs authenticate. */
  private static final Set<ListenerKind> AUTHENTICATING =
      EnumSet.of(ListenerKind.SUBMISSION, ListenerKind.SUBMISSIONS);

  private static final long LINE_PAUSE = Duration.ofSeconds(1).toNanos();

  // Those that were turned away are here too, until they are gone.
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Set<Connection> admitted = new HashSet<>();
  private final ServerLimits limits;
  private final AddressCounts concurrent;
  private final WindowCounts perMinute;
  private final AuthFailures authFailures;
  private final ServerMeter meter;
  private long noSearchBefore = System.nanoTime();
  private long noLineBefore = noSearchBefore;
  private int unmentioned;
  private boolean ending;

  Connections(
      ServerLimits limits, AuthFailures authFailures, ServerMeter meter, InstantSource clock) {
    this.meter = meter;
    this.limits = limits;
    this.authFailures = authFailures;
    this.concurrent = new AddressCounts(limits.connections());
    this.perMinute = new WindowCounts(limits.connectionsPerMinute(), Duration.ofMinutes(1), clock);
  }

  /**
   * Takes note of a new connection.
   *
   * @return null where it is admitted, otherwise the only reply it gets
   */
  @Nullable Reply add(Connection connection) {
    open.add(connection);
    Connection leaving = null;
    synchronized (this) {
      Reply refusal = refusal(connection);
      if (refusal != null) {
        return refusal;
      }
      if (admitted.size() >= limits.sessions()) {
        leaving = leaveFor(connection);
        if (leaving == null) {
          return Replies.TOO_MANY_SESSIONS;
        }
        withdraw(leaving);
      }
      admit(connection);
    }
    if (leaving != null) {
      leaving.shed();
    }
    return null;
  }

  private @Nullable Reply refusal(Connection connection) {
    InetAddress client = connection.client();
    if (ending) {
      return Replies.SHUTTING_DOWN;
    }
    if (AUTHENTICATING.contains(connection.kind()) && !authFailures.mayTry(client)) {
      return Replies.TOO_MANY_AUTH_FAILURES;
    }
    if (limits.clients().isUnlimited(client)) {
      return null;
    }
    List<AddressPrefix> parts = AddressPrefix.of(client);
    if (!perMinute.hasRoom(parts)) {
      return Replies.TOO_FREQUENT;
    }
    return concurrent.hasRoom(parts) ? null : Replies.TOO_MANY_FROM_YOU;
  }

  private void admit(Connection connection) {
    admitted.add(connection);
    meter.opened(connection.kind());
    if (!limits.clients().isUnlimited(connection.client())) {
      List<AddressPrefix> parts = AddressPrefix.of(connection.client());
      perMinute.add(parts);
      concurrent.add(parts);
    }
  }

  private void withdraw(Connection connection) {
    boolean was = admitted.remove(connection);
    if (was) {
      meter.closed(connection.kind());
    }
    if (was && !limits.clients().isUnlimited(connection.client())) {
      concurrent.subtract(AddressPrefix.of(connection.client()), 1);
    }
  }

  private @Nullable Connection leaveFor(Connection arriving) {
    long now = System.nanoTime();
    // Choice: those that the operator knows need not wait until strangers have shown themselves.
    if (limits.clients().isUnlimited(arriving.client())) {
      return longestIdle(now, Duration.ZERO, each -> !limits.clients().isUnlimited(each.client()));
    }
    if (now - noSearchBefore < 0) {
      return null;
    }
    Connection found = longestIdle(now, limits.conduct().shedAfter(), each -> true);
    if (found == null) {
      noSearchBefore = now + SEARCH_PAUSE;
    }
    return found;
  }

  private @Nullable Connection longestIdle(
      long now, Duration atLeast, Predicate<Connection> eligible) {
    long longest = atLeast.toNanos();
    Connection found = null;
    for (Connection connection : admitted) {
      long idle = connection.withoutProgress(now);
      if (idle >= longest && eligible.test(connection)) {
        longest = idle;
        found = connection;
      }
    }
    return found;
  }

  void remove(Connection connection) {
    synchronized (this) {
      withdraw(connection);
      open.remove(connection);
      notifyAll();
    }
  }

  /** A line about a client that was turned away; at most one in a second. */
  void logRefusal(ListenerKind listener, InetSocketAddress client, Reply refusal) {
    meter.turnedAway(listener);
    int others;
    synchronized (this) {
      long now = System.nanoTime();
      if (now - noLineBefore < 0) {
        unmentioned++;
        return;
      }
      noLineBefore = now + LINE_PAUSE;
      others = unmentioned;
      unmentioned = 0;
    }
    ConnectorLog.connectionRefused(client, refusal, others);
  }

  /** Lets each connection look whether its time is over. */
  void sweep() {
    long now = System.nanoTime();
    open.forEach(connection -> connection.check(now));
  }

  /** Admits no more, and tells all that are open that the server is shutting down. */
  void end() {
    synchronized (this) {
      ending = true;
    }
    open.forEach(Connection::shutDown);
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

  int count() {
    return open.size();
  }
}
