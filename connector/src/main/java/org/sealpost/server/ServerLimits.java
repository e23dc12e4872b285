package org.sealpost.server;

import java.time.Duration;

/**
 * What one server allows its clients, apart from what the {@link org.sealpost.inflow.ListenerPlan}
 * says.
 *
 * @param sessions how many at the same time; one more is greeted with 421
 * @param badCommands after how many refused commands without an accepted message the session is
 *     closed
 * @param commandTimeout how long to wait for a command (RFC 5321 §4.5.3.2.7: at least 5 minutes)
 * @param dataTimeout how long to wait for more mail data (RFC 5321 §4.5.3.2.5: at least 3 minutes)
 * @param handshakeTimeout how long a TLS handshake may take
 * @param heapOctetsPerMessage mail data beyond this goes to a file
 * @param heapOctets mail data of all sessions together beyond this goes to files
 */
public record ServerLimits(
    int sessions,
    int badCommands,
    Duration commandTimeout,
    Duration dataTimeout,
    Duration handshakeTimeout,
    int heapOctetsPerMessage,
    long heapOctets) {
  /** What the product runs with. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          1000,
          20,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          256 * 1024,
          64L * 1024 * 1024);
}
