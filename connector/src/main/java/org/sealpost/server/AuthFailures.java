package org.sealpost.server;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.sealpost.inflow.ServerLimits;

/**
 * Who has failed to authenticate too often (RFC 4954 §9), over all sessions of a server, in the
 * current minute and the current day. Nobody is exempt: a program on this machine can guess
 * passwords too. Thread-safe.
 */
final class AuthFailures {
  private final WindowCounts minute;
  private final WindowCounts day;

  AuthFailures(ServerLimits.AuthFailures limits, InstantSource clock) {
    this.minute = new WindowCounts(limits.perMinute(), Duration.ofMinutes(1), clock);
    this.day = new WindowCounts(limits.perDay(), Duration.ofDays(1), clock);
  }

  /** Whether a client at this address may try to authenticate now. */
  synchronized boolean mayTry(InetAddress client) {
    List<AddressPrefix> parts = AddressPrefix.of(client);
    return minute.hasRoom(parts) && day.hasRoom(parts);
  }

  /** A client at this address gave wrong credentials. */
  synchronized void recordFailure(InetAddress client) {
    List<AddressPrefix> parts = AddressPrefix.of(client);
    minute.add(parts);
    day.add(parts);
  }

  /** A client at this address gave right credentials: its own failures are forgotten. */
  synchronized void recordSuccess(InetAddress client) {
    List<AddressPrefix> parts = AddressPrefix.of(client);
    minute.forgive(parts);
    day.forgive(parts);
  }
}
