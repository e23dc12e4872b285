package org.sealpost.config;

import static org.sealpost.config.SettingTypes.bool;
import static org.sealpost.config.SettingTypes.directory;
import static org.sealpost.config.SettingTypes.duration;
import static org.sealpost.config.SettingTypes.integer;
import static org.sealpost.config.SettingTypes.listOrNone;
import static org.sealpost.config.SettingTypes.network;
import static org.sealpost.config.SettingTypes.perAddress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Network;

/** The part of the {@link SettingCatalogue} that says what clients of the SMTP listeners may do. */
final class LimitCatalogue {
  private static final int MOST = 1_000_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  static final SettingKey<Integer> SESSIONS =
      key(
          "smtp.max-sessions",
          integer("sessions", 10, MOST, 5000),
          "5000",
          "SMTP sessions at the same time, of all clients and listeners together. Where all are"
              + " taken, a new one gets the place of the one named by `smtp.shed-after`, or is"
              + " answered 421.");
  static final SettingKey<Duration> SHED_AFTER =
      key(
          "smtp.shed-after",
          duration(SECOND, HOUR, "PT10S"),
          "PT10S",
          "Where all sessions are taken, the one that has got no nearer to a message for longest,"
              + " and for at least this time, is answered 421 and ended, unless it has had a"
              + " message accepted or its client has authenticated. For a client in"
              + " `smtp.unlimited-networks` a stranger leaves at once.");
  static final SettingKey<List<Integer>> CONNECTIONS =
      key(
          "smtp.connections-per-address",
          perAddress("connections", "30, 90, 270"),
          "30, 90, 270",
          "Connections at the same time from one address, site and provider (IPv4 /32, /26, /21;"
              + " IPv6 /64, /48, /32); more are answered 421.");
  static final SettingKey<List<Integer>> CONNECTIONS_PER_MINUTE =
      key(
          "smtp.connections-per-minute",
          perAddress("connections", "300, 900, 2700"),
          "300, 900, 2700",
          "New connections within a minute from one address, site and provider, as above.");
  static final SettingKey<List<Network>> UNLIMITED =
      key(
          "smtp.unlimited-networks",
          listOrNone(network(), 1000, "127.0.0.0/8, ::1/128"),
          null,
          "Clients that these two do not hold for, nor the delays and checks of impatience below."
              + " Default: `relay.networks`.");
  static final SettingKey<List<Integer>> AUTH_FAILURES_PER_MINUTE =
      key(
          "smtp.auth-failures-per-minute",
          perAddress("failures", "10, 30, 90"),
          "10, 30, 90",
          "Failed authentications within a minute from one address, site and provider; after them"
              + " the submission listeners answer 421. A success forgives the address. Nobody is"
              + " exempt.");
  static final SettingKey<List<Integer>> AUTH_FAILURES_PER_DAY =
      key(
          "smtp.auth-failures-per-day",
          perAddress("failures", "50, 150, 450"),
          "50, 150, 450",
          "The same within a day (UTC).");

  static final SettingKey<Integer> BAD_COMMANDS =
      key(
          "smtp.max-bad-commands",
          integer("commands", 1, 1000, 20),
          "20",
          "Refused commands without an accepted message after which a session is ended with 421.");
  static final SettingKey<Integer> IDLE_COMMANDS =
      key(
          "smtp.max-idle-commands",
          integer("commands", 5, MOST, 100),
          "100",
          "Commands like NOOP, RSET, EHLO without an accepted message; more end the session with"
              + " 421.");
  static final SettingKey<Integer> TRANSACTIONS =
      key(
          "smtp.max-transactions",
          integer("transactions", 1, MOST, 1000),
          "1000",
          "MAIL commands in one session; more end it with 421, and the client sends the rest in"
              + " another one.");
  static final SettingKey<Integer> FAILED_TRANSACTIONS =
      key(
          "smtp.max-failed-transactions",
          integer("messages", 1, 1000, 10),
          "10",
          "Refused messages in a session that has had none accepted; after more the next MAIL is"
              + " answered 550 and the session ended.");
  static final SettingKey<Integer> FAULTS_BEFORE_DELAY =
      key(
          "smtp.faults-before-delay",
          integer("replies", 0, 1000, 3),
          "3",
          "5yz replies without an accepted message after which each further reply waits.");
  static final SettingKey<Duration> FAULT_DELAY =
      key(
          "smtp.fault-delay",
          duration(Duration.ZERO, Duration.ofMinutes(1), "PT1S"),
          "PT1S",
          "How long it waits; PT0S: not at all.");
  static final SettingKey<Duration> GREET_DELAY =
      key(
          "smtp.greet-delay",
          duration(Duration.ZERO, Duration.ofMinutes(1), "PT2S"),
          "PT0S",
          "How long clients of the relay listener wait for the greeting. Those that send something"
              + " before it are found out; with PT0S only where it comes with the connection.");
  static final SettingKey<Boolean> REFUSE_EARLY_TALKERS =
      key(
          "smtp.refuse-early-talkers",
          bool(),
          "true",
          "Whether clients of the relay listener that talk before the greeting, or send more"
              + " behind EHLO or DATA without waiting for the reply (RFC 2920 §3.1), are answered"
              + " 554 and disconnected.");
  static final SettingKey<Integer> NULL_PATH_RECIPIENTS =
      key(
          "smtp.max-null-path-recipients",
          integer("recipients", 1, 50000, 1),
          "1",
          "The most recipients of a message without a reverse-path, which is a notification to one"
              + " sender, from clients of the relay listener; more are answered 452, and the client"
              + " sends the rest in another transaction.");
  static final SettingKey<Duration> UNKNOWN_RECIPIENT_DELAY =
      key(
          "smtp.unknown-recipient-delay",
          duration(Duration.ZERO, Duration.ofMinutes(1), "PT5S"),
          "PT5S",
          "How long a client waits for the answer to mail data none of whose recipients exists, with"
              + " `local.unknown-recipients = refuse-after-data`; PT0S: not at all.");

  static final SettingKey<Duration> GREETING_TIMEOUT =
      key(
          "smtp.timeout.greeting",
          duration(SECOND, HOUR, "PT5M"),
          "PT5M",
          "How long the first command may take; then 421. RFC 5321 §4.5.3.2.7: at least PT5M.");
  static final SettingKey<Duration> COMMAND_TIMEOUT =
      key(
          "smtp.timeout.command",
          duration(SECOND, HOUR, "PT5M"),
          "PT5M",
          "How long a whole further command line may take. RFC 5321 §4.5.3.2.7: at least PT5M.");
  static final SettingKey<Duration> BLOCK_TIMEOUT =
      key(
          "smtp.timeout.data-block",
          duration(SECOND, HOUR, "PT3M"),
          "PT3M",
          "How long the next octets of mail data may take. RFC 5321 §4.5.3.2.5: at least PT3M.");
  static final SettingKey<Duration> DATA_TIMEOUT =
      key(
          "smtp.timeout.data",
          duration(SECOND, Duration.ofDays(1), "PT30M"),
          "PT30M",
          "How long all mail data of one message may take.");
  static final SettingKey<Integer> DATA_RATE =
      key(
          "smtp.min-data-rate",
          integer("octets per second", 0, MOST, 100),
          "100",
          "How fast mail data has to come on the average, once the first `smtp.timeout.data-block`"
              + " is over; 0: any speed.");
  static final SettingKey<Duration> FINAL_DOT_TIMEOUT =
      key(
          "smtp.timeout.final-dot",
          duration(SECOND, Duration.ofMinutes(9), "PT5M"),
          "PT5M",
          "How long a whole message may wait for one of `smtp.workers`; then 451, and it is not"
              + " stored. Clients wait for that reply at least PT10M (RFC 5321 §4.5.3.2.6).");
  static final SettingKey<Duration> HANDSHAKE_TIMEOUT =
      key(
          "smtp.timeout.handshake",
          duration(SECOND, HOUR, "PT1M"),
          "PT1M",
          "How long a TLS handshake, or the header of a proxy, may take.");

  static final SettingKey<Integer> COMMAND_LINE_OCTETS =
      key(
          "smtp.max-command-octets",
          integer("octets", 1280, 65536, 2048),
          "2048",
          "The longest command line, without its line end; longer ones are answered 500. RFC"
              + " 5321 §4.5.3.1.4 asks for 510, and the extensions for up to 735 more. AUTH may be"
              + " longer.");
  static final SettingKey<Integer> TEXT_LINE_OCTETS =
      key(
          "smtp.max-text-line-octets",
          integer("octets", 0, Integer.MAX_VALUE, 1000),
          "0",
          "The longest line of a message, with its line end; longer ones are answered 554. RFC 5321"
              + " §4.5.3.1.6: at least 1000, and senders do send longer ones. 0: any length.");
  static final SettingKey<Integer> HEADER_OCTETS =
      key(
          "smtp.max-header-octets",
          integer("octets", 16384, 16777216, 262144),
          "262144",
          "The longest header section of a message; longer ones are answered 552.");
  static final SettingKey<Integer> HOPS =
      key(
          "smtp.max-hops",
          integer("fields", 100, 1000, 100),
          "100",
          "The most Received fields of a message; one with more goes in a circle and is answered"
              + " 554. RFC 5321 §6.3: at least 100.");

  static final SettingKey<List<Network>> RELAY_PROXIES = proxies("relay");
  static final SettingKey<List<Network>> SUBMISSION_PROXIES = proxies("submission");
  static final SettingKey<List<Network>> SUBMISSIONS_PROXIES = proxies("submissions");

  static final SettingKey<Path> CERTIFICATES =
      key(
          "tls.certificates",
          directory("/etc/sealpost/certificates"),
          null,
          "Directory with more certificates of the SMTP listeners, each `x.crt` beside its key"
              + " `x.key`, as above. A client that asks for a host (SNI) is shown one that has that"
              + " name, every other client that of `tls.certificate`. Default: no more.");
  static final SettingKey<Duration> RELOAD_INTERVAL =
      key(
          "tls.reload-interval",
          duration(SECOND, HOUR, "PT30S"),
          "PT30S",
          "How often these files are looked at. Changed ones are taken for new sessions without a"
              + " restart; where they cannot be used, the old ones stay and the log says why.");

  private LimitCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return Stream.<List<? extends SettingKey<?>>>of(
            List.of(SESSIONS, SHED_AFTER, CONNECTIONS, CONNECTIONS_PER_MINUTE, UNLIMITED),
            List.of(AUTH_FAILURES_PER_MINUTE, AUTH_FAILURES_PER_DAY, BAD_COMMANDS, IDLE_COMMANDS),
            List.of(TRANSACTIONS, FAILED_TRANSACTIONS, FAULTS_BEFORE_DELAY, FAULT_DELAY),
            List.of(GREET_DELAY, REFUSE_EARLY_TALKERS, NULL_PATH_RECIPIENTS),
            List.of(UNKNOWN_RECIPIENT_DELAY, GREETING_TIMEOUT, COMMAND_TIMEOUT),
            List.of(BLOCK_TIMEOUT, DATA_TIMEOUT, DATA_RATE, FINAL_DOT_TIMEOUT),
            List.of(HANDSHAKE_TIMEOUT, COMMAND_LINE_OCTETS, TEXT_LINE_OCTETS, HEADER_OCTETS, HOPS),
            List.of(RELAY_PROXIES, SUBMISSION_PROXIES, SUBMISSIONS_PROXIES),
            List.of(CERTIFICATES, RELOAD_INTERVAL))
        .<SettingKey<?>>flatMap(List::stream)
        .toList();
  }

  private static SettingKey<List<Network>> proxies(String listener) {
    return key(
        "smtp." + listener + ".proxy-networks",
        listOrNone(network(), 100, "192.0.2.7/32"),
        SettingTypes.NO_ENTRIES,
        "Load balancers before the "
            + listener
            + " listener: connections from there have to begin with a PROXY header (version 1 or"
            + " 2), and the client it names counts for limits, logs, trace fields and networks."
            + " Nobody else may send one.");
  }

  private static <T> SettingKey<T> key(
      String name, SettingType<T> type, @Nullable String defaultText, String effect) {
    return new SettingKey<>(name, type, defaultText, effect);
  }
}
