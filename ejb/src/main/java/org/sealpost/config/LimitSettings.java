package org.sealpost.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Network;

/**
 * What the SMTP listeners allow their clients. Lists of three numbers are for an address, a site
 * and a provider: IPv4 /32, /26, /21, IPv6 /64, /48, /32.
 *
 * @param sessions {@code smtp.max-sessions}: default 5000
 * @param connections {@code smtp.connections-per-address}: default 30, 90, 270
 * @param connectionsPerMinute {@code smtp.connections-per-minute}: default 300, 900, 2700
 * @param authFailuresPerMinute {@code smtp.auth-failures-per-minute}: default 10, 30, 90
 * @param authFailuresPerDay {@code smtp.auth-failures-per-day}: default 50, 150, 450
 * @param conduct what a session may do that leads to no mail
 * @param times how long a client may take
 * @param message what a message may be like
 * @param unlimited {@code smtp.unlimited-networks}: default as {@code relay.networks}
 * @param relayProxies {@code smtp.relay.proxy-networks}: default none
 * @param submissionProxies {@code smtp.submission.proxy-networks}: default none
 * @param submissionsProxies {@code smtp.submissions.proxy-networks}: default none
 * @param certificates {@code tls.certificates}: a directory; null where there is none
 */
public record LimitSettings(
    int sessions,
    List<Integer> connections,
    List<Integer> connectionsPerMinute,
    List<Integer> authFailuresPerMinute,
    List<Integer> authFailuresPerDay,
    Conduct conduct,
    Times times,
    Message message,
    List<Network> unlimited,
    List<Network> relayProxies,
    List<Network> submissionProxies,
    List<Network> submissionsProxies,
    @Nullable Path certificates) {
  /**
   * What a session may do that leads to no mail.
   *
   * @param badCommands {@code smtp.max-bad-commands}: default 20
   * @param idleCommands {@code smtp.max-idle-commands}: default 100
   * @param transactions {@code smtp.max-transactions}: default 1000
   * @param failedTransactions {@code smtp.max-failed-transactions}: default 10
   * @param faultsBeforeDelay {@code smtp.faults-before-delay}: default 3
   * @param faultDelay {@code smtp.fault-delay}: default PT1S
   * @param greetDelay {@code smtp.greet-delay}: default PT0S
   * @param refuseEarlyTalkers {@code smtp.refuse-early-talkers}: default true
   * @param nullPathRecipients {@code smtp.max-null-path-recipients}: default 1
   * @param unknownRecipientDelay {@code smtp.unknown-recipient-delay}: default PT5S
   * @param shedAfter {@code smtp.shed-after}: default PT10S
   */
  public record Conduct(
      int badCommands,
      int idleCommands,
      int transactions,
      int failedTransactions,
      int faultsBeforeDelay,
      Duration faultDelay,
      Duration greetDelay,
      boolean refuseEarlyTalkers,
      int nullPathRecipients,
      Duration unknownRecipientDelay,
      Duration shedAfter) {}

  /**
   * How long a client may take.
   *
   * @param greeting {@code smtp.timeout.greeting}: default PT5M
   * @param command {@code smtp.timeout.command}: default PT5M
   * @param dataBlock {@code smtp.timeout.data-block}: default PT3M
   * @param data {@code smtp.timeout.data}: default PT30M
   * @param finalDot {@code smtp.timeout.final-dot}: default PT5M
   * @param handshake {@code smtp.timeout.handshake}: default PT1M
   * @param leastOctetsPerSecond {@code smtp.min-data-rate}: default 100
   * @param certificateCheck {@code tls.reload-interval}: default PT30S
   */
  public record Times(
      Duration greeting,
      Duration command,
      Duration dataBlock,
      Duration data,
      Duration finalDot,
      Duration handshake,
      int leastOctetsPerSecond,
      Duration certificateCheck) {}

  /**
   * What a message, and the commands before it, may be like.
   *
   * @param commandLineOctets {@code smtp.max-command-octets}: default 2048
   * @param textLineOctets {@code smtp.max-text-line-octets}: default 0, any length
   * @param headerOctets {@code smtp.max-header-octets}: default 262144
   * @param hops {@code smtp.max-hops}: default 100
   */
  public record Message(int commandLineOctets, int textLineOctets, int headerOctets, int hops) {}

  /** Copies the lists. */
  public LimitSettings {
    connections = List.copyOf(connections);
    connectionsPerMinute = List.copyOf(connectionsPerMinute);
    authFailuresPerMinute = List.copyOf(authFailuresPerMinute);
    authFailuresPerDay = List.copyOf(authFailuresPerDay);
    unlimited = List.copyOf(unlimited);
    relayProxies = List.copyOf(relayProxies);
    submissionProxies = List.copyOf(submissionProxies);
    submissionsProxies = List.copyOf(submissionsProxies);
  }
}
