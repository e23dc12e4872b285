package org.sealpost.inflow;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sealpost.smtp.Network;

/**
 * What a server allows its clients. Each of these is one setting of the operator's; {@link
 * #DEFAULT} has their defaults.
 *
 * @param sessions how many at the same time, of all clients together; at least 1
 * @param connections how many at the same time from one part of the address space
 * @param connectionsPerMinute how many new ones in a minute from one part of the address space
 * @param authFailures failed authentications
 * @param conduct what a session may do that leads to no mail
 * @param timeouts how long a client may take
 * @param content how long lines may be
 * @param clients the clients for which other rules hold
 * @param memory how much heap mail data may take
 */
public record ServerLimits(
    int sessions,
    PerAddress connections,
    PerAddress connectionsPerMinute,
    AuthFailures authFailures,
    Conduct conduct,
    Timeouts timeouts,
    Content content,
    Clients clients,
    Memory memory) {
  /** What the product runs with where nothing is set, but for the clients that are not limited. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          5000,
          new PerAddress(30, 90, 270),
          new PerAddress(300, 900, 2700),
          new AuthFailures(new PerAddress(10, 30, 90), new PerAddress(50, 150, 450)),
          Conduct.DEFAULT,
          Timeouts.DEFAULT,
          new Content(0, 2048),
          new Clients(
              List.of(
                  Network.parse("127.0.0.0/8").orElseThrow(),
                  Network.parse("::1/128").orElseThrow()),
              Map.of()),
          new Memory(256 * 1024, 64L * 1024 * 1024));

  /**
   * A limit for an address together with its neighbours, because who has one address often has
   * many.
   *
   * @param address for one IPv4 address, or one IPv6 /64
   * @param site for an IPv4 /26, or an IPv6 /48
   * @param provider for an IPv4 /21, or an IPv6 /32
   */
  public record PerAddress(int address, int site, int provider) {}

  /**
   * Failed authentications (RFC 4954 §9), counted over all sessions.
   *
   * @param perMinute in a minute
   * @param perDay in a day
   */
  public record AuthFailures(PerAddress perMinute, PerAddress perDay) {}

  /**
   * What a session may do that leads to no mail.
   *
   * @param badCommands refused commands without an accepted message; then 421 (RFC 5321 §7.8)
   * @param idleCommands commands like NOOP, RSET and EHLO without an accepted message; then 421
   * @param transactions MAIL commands; then 421
   * @param failedTransactions refused messages while none was accepted; then 550
   * @param faultsBeforeDelay 5yz replies without an accepted message after which each further reply
   *     waits
   * @param faultDelay how long it waits
   * @param greetDelay how long a client of the relay listener waits for the greeting
   * @param refuseEarlyTalkers whether a client of the relay listener that does not wait where it
   *     must (RFC 5321 §4.3.1, RFC 2920 §3.1) is turned away
   * @param nullPathRecipients how many recipients a message without a reverse-path may have that a
   *     stranger hands to the relay listener; then 452
   * @param unknownRecipientDelay how long a stranger waits to hear, after the mail data, that none
   *     of the recipients exists
   * @param shedAfter without progress for so long, a session that never had a message accepted
   *     gives its place to a new one where all are taken; to one of an unlimited client at once
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
      Duration shedAfter) {
    private static final Conduct DEFAULT =
        new Conduct(
            20,
            100,
            1000,
            10,
            3,
            Duration.ofSeconds(1),
            Duration.ZERO,
            true,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
  }

  /**
   * How long a client may take.
   *
   * @param greeting from the greeting to the first command
   * @param command between a reply and the end of the next command line (RFC 5321 §4.5.3.2.7: at
   *     least 5 minutes)
   * @param dataBlock between two pieces of mail data (RFC 5321 §4.5.3.2.5: at least 3 minutes)
   * @param data for all mail data of one message
   * @param leastOctetsPerSecond how fast mail data has to come on the average, once the first
   *     {@code dataBlock} is over; 0: any speed
   * @param finalDot how long a whole message waits for a free worker before it is answered 451; it
   *     has to be less than clients wait for the reply (RFC 5321 §4.5.3.2.6: at least 10 minutes)
   * @param handshake for a TLS handshake, and for the PROXY header
   * @param certificateCheck how often the certificate files are looked at for new ones
   */
  public record Timeouts(
      Duration greeting,
      Duration command,
      Duration dataBlock,
      Duration data,
      int leastOctetsPerSecond,
      Duration finalDot,
      Duration handshake,
      Duration certificateCheck) {
    private static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofMinutes(30),
            100,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30));
  }

  /**
   * How long lines may be.
   *
   * @param textLineOctets the longest line with its CRLF (RFC 5321 §4.5.3.1.6: at least 1000); 0:
   *     any length
   * @param commandLineOctets the longest command line without its CRLF, but for AUTH (RFC 5321
   *     §4.5.3.1.4: at least 510, and more for each extension)
   */
  public record Content(int textLineOctets, int commandLineOctets) {}

  /**
   * The clients for which other rules hold.
   *
   * @param unlimited neither counted by address nor slowed down
   * @param proxies who has to begin a connection with a PROXY header, for each kind of listener;
   *     nobody else may send one
   */
  public record Clients(List<Network> unlimited, Map<ListenerKind, List<Network>> proxies) {
    /** Copies both. */
    public Clients {
      unlimited = List.copyOf(unlimited);
      proxies = Map.copyOf(proxies);
    }

    /** Whether this client is neither counted by address nor slowed down. */
    public boolean isUnlimited(InetAddress client) {
      return contains(unlimited, client);
    }

    /** Whether this peer speaks for others on listeners of that kind. */
    public boolean isProxy(ListenerKind kind, InetAddress peer) {
      return contains(proxies.getOrDefault(kind, List.of()), peer);
    }

    private static boolean contains(List<Network> networks, InetAddress address) {
      return networks.stream().anyMatch(network -> network.contains(address));
    }
  }

  /**
   * How much heap mail data may take on its way in.
   *
   * @param octetsPerMessage mail data beyond this goes to a file
   * @param octets mail data of all sessions together beyond this goes to files
   */
  public record Memory(int octetsPerMessage, long octets) {}
}
