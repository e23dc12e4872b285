package org.sealpost.config;

import static org.sealpost.config.SettingTypes.address;
import static org.sealpost.config.SettingTypes.bool;
import static org.sealpost.config.SettingTypes.choice;
import static org.sealpost.config.SettingTypes.domain;
import static org.sealpost.config.SettingTypes.duration;
import static org.sealpost.config.SettingTypes.file;
import static org.sealpost.config.SettingTypes.fileOrHttps;
import static org.sealpost.config.SettingTypes.integer;
import static org.sealpost.config.SettingTypes.listOf;
import static org.sealpost.config.SettingTypes.listOrNone;
import static org.sealpost.config.SettingTypes.mechanism;
import static org.sealpost.config.SettingTypes.mxPattern;
import static org.sealpost.config.SettingTypes.port;
import static org.sealpost.config.SettingTypes.serverAddress;
import static org.sealpost.config.SettingTypes.text;
import static org.sealpost.config.SettingTypes.wideInteger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.SaslMechanism;

/**
 * Every setting there is: the one place that knows its name, type, range, default and effect. The
 * reader, the lines about problems and {@code docs/settings.md} all come from here.
 */
final class SettingCatalogue {
  /** What comes before the domain in the key of a route. */
  static final String ROUTE_PREFIX = "route.";

  /** What stands in place of the domain in the key of the default route. */
  static final String EVERY_DOMAIN = "*";

  static final SettingKey<Domain> HOST_NAME =
      key(
          "hostname",
          domain("mail.example.org"),
          null,
          "The name this server gives itself in its greeting, in EHLO and in trace fields. Default:"
              + " the machine's own name where it is a domain name, otherwise `localhost`.");

  static final SettingKey<String> HTTP_BIND =
      key(
          "http.bind",
          address(),
          "127.0.0.1",
          "Address the console listens on. Runnable jar only: on Payara Server the server's own"
              + " HTTP listener decides.");
  static final SettingKey<Integer> HTTP_PORT =
      key("http.port", port(8080), "8080", "Port of the console. Runnable jar only.");

  static final SettingKey<Path> BACKUP_DIRECTORY =
      key(
          "backup.directory",
          SettingTypes.directory("/var/backups/sealpost"),
          null,
          "Where back-ups go that administrators ask for over REST, each in a directory of its own;"
              + " outside of the data directory. Default: they are refused. The command"
              + " `--backup` does not need it.");

  static final ListenerKeys RELAY =
      new ListenerKeys("relay", 2525, "mail from other servers", false);
  static final ListenerKeys SUBMISSION =
      new ListenerKeys("submission", 2587, "mail from people's programs, with STARTTLS", true);
  static final ListenerKeys SUBMISSIONS =
      new ListenerKeys(
          "submissions", 2465, "mail from people's programs, with TLS from the first octet", true);
  static final ListenerKeys LMTP =
      new ListenerKeys(
          "lmtp", 2424, "mail from another mail system's queue, by LMTP (RFC 2033)", false, false);

  static final SettingKey<List<SaslMechanism>> MECHANISMS =
      key(
          "smtp.authentication.mechanisms",
          listOf(mechanism(), SaslMechanism.values().length, "SCRAM-SHA-256, PLAIN"),
          "SCRAM-SHA-256-PLUS, SCRAM-SHA-256, EXTERNAL, PLAIN, LOGIN",
          "SASL mechanisms that may be used, all under TLS only. SCRAM-SHA-256-PLUS is announced"
              + " where Java can export keying material (release 25 or later, TLS 1.3), EXTERNAL to"
              + " clients with a certificate that counts (`tls.client-roots`). OAUTHBEARER has to"
              + " be added here: it needs somebody who issues tokens.");
  static final SettingKey<Integer> MAX_FAILURES =
      key(
          "smtp.authentication.max-failures",
          integer("attempts", 1, 100, 10),
          "10",
          "After so many failed attempts to authenticate the session is closed with 421.");
  static final SettingKey<Duration> FAILURE_DELAY =
      key(
          "smtp.authentication.failure-delay",
          duration(Duration.ZERO, Duration.ofMinutes(1), "PT1S"),
          "PT1S",
          "From the fourth failed attempt in a session on, each waits this much longer for its"
              + " answer than the one before (RFC 4954 §9); PT0S: none waits.");

  static final SettingKey<Long> MAX_MESSAGE_OCTETS =
      key(
          "smtp.max-message-octets",
          // RFC 5321 §4.5.3.1.7: at least 64K octets. The most is what one stored message may have.
          wideInteger("octets", 65536, Integer.MAX_VALUE, 52428800),
          "104857600",
          "The largest message that is taken, announced by SIZE (RFC 1870).");
  static final SettingKey<Integer> MAX_RECIPIENTS =
      key(
          "smtp.max-recipients",
          integer("recipients", 100, 50000, 1000),
          "100",
          "The most recipients of one message (RFC 5321 §4.5.3.1.8); more are answered 452, and the"
              + " client sends the rest in another transaction.");
  static final SettingKey<Duration> LONGEST_HOLD =
      key(
          "smtp.longest-hold",
          // RFC 4865 §3: an interval of at most nine digits.
          duration(Duration.ZERO, Duration.ofDays(3650), "P30D"),
          "P30D",
          "How long a message handed in by submission may ask to be held back (FUTURERELEASE, RFC"
              + " 4865); PT0S: not offered.");
  static final SettingKey<Integer> SMTP_WORKERS =
      key(
          "smtp.workers",
          integer("messages", 1, 30, 16),
          "16",
          "Messages that are stored at the same time; more wait for their turn.");

  static final SettingKey<Path> CERTIFICATE =
      key(
          "tls.certificate",
          file("PEM, the server's own certificate first", "/etc/sealpost/server.crt"),
          null,
          "Certificate chain of the SMTP listeners; set together with `tls.key`. Default:"
              + " `tls/server.crt` in the data directory, self-signed at the first start.");
  static final SettingKey<Path> KEY =
      key(
          "tls.key",
          file("PEM, PKCS#8, not encrypted", "/etc/sealpost/server.key"),
          null,
          "Private key of that certificate. Default: `tls/server.key` in the data directory.");
  static final SettingKey<Path> CLIENT_ROOTS =
      key(
          "tls.client-roots",
          file("PEM certificates", "/etc/sealpost/client-roots.crt"),
          null,
          "Certificate authorities whose certificates clients may authenticate with (EXTERNAL)."
              + " With it the submission listeners ask for a certificate, and go on without one."
              + " Default: nobody is asked.");
  static final SettingKey<Path> TRUST_ROOTS =
      key(
          "tls.trust-roots",
          file("PEM certificates", "/etc/ssl/certs/ca-certificates.crt"),
          null,
          "Certificate authorities that are trusted where another server's certificate has to be"
              + " checked. Default: those of the Java runtime.");

  static final SettingKey<Integer> SCRAM_ITERATIONS =
      key(
          "accounts.scram-iterations",
          // RFC 7677 §4: at least 4096; about 15000 where no mobile device has to do it.
          integer("iterations", 4096, 1000000, 15000),
          "15000",
          "How much work a password costs whoever signs in with SCRAM-SHA-256, and whoever guesses;"
              + " counts for passwords set from then on.");
  static final SettingKey<String> OAUTH_ISSUER =
      key(
          "oauth.issuer",
          text("a name or URL", "https://login.example.org/"),
          null,
          "Whose tokens are taken by OAUTHBEARER (RFC 7628): the `iss` claim. Set together with the"
              + " two below, and with that mechanism in `smtp.authentication.mechanisms`. Default:"
              + " no tokens are taken.");
  static final SettingKey<String> OAUTH_JWKS =
      key(
          "oauth.jwks",
          fileOrHttps("a JWK set (RFC 7517)", "https://login.example.org/keys"),
          null,
          "The issuer's public keys. A file is read again when it changes, a URL every few minutes"
              + " and when a token has a new key.");
  static final SettingKey<String> OAUTH_AUDIENCE =
      key(
          "oauth.audience",
          text("a name", "sealpost"),
          null,
          "What the `aud` claim of a token has to contain. The account is the token's `email`"
              + " claim, or `sub` where it has none.");

  static final SettingKey<MtaStsSettings.Mode> MTA_STS_MODE =
      key(
          "mta-sts.mode",
          choice(MtaStsSettings.Mode.class, MtaStsSettings.Mode.TESTING),
          "testing",
          "Mode of the MTA-STS policy that is published for the local domains (RFC 8461 §3.2); off:"
              + " none is published. It has no effect before the DNS names it; the console's page"
              + " DNS records says what to publish.");
  static final SettingKey<Duration> MTA_STS_MAX_AGE =
      key(
          "mta-sts.max-age",
          // RFC 8461 §3.2: at most 31557600 seconds
          duration(Duration.ofHours(1), Duration.ofHours(8766), "P7D"),
          "P7D",
          "How long other servers keep to that policy, in whole seconds; some weeks once it is in"
              + " mode enforce and stays so.");
  static final SettingKey<List<String>> MTA_STS_MX =
      key(
          "mta-sts.mx",
          listOf(mxPattern(), 100, "mail.example.org, *.mx.example.net"),
          null,
          "The MX hosts in that policy: all that take mail for the local domains. Default: the host"
              + " name.");

  static final SettingKey<List<String>> DNS_SERVERS =
      key(
          "dns.servers",
          listOf(serverAddress(), 8, "127.0.0.1:53"),
          null,
          "DNS servers, asked in this order. Default: those of the operating system.");
  static final SettingKey<DnsSettings.Validation> DNS_VALIDATION =
      key(
          "dns.validation",
          SettingTypes.validation(),
          "builtin",
          "Who validates DNSSEC, which DANE and REQUIRETLS are built on. `builtin`: this program;"
              + " the servers have to pass DNSSEC records on. `trust-ad`: the servers, by the AD"
              + " bit; they have to be named by `dns.servers` and be on loopback. `off`: nobody, so"
              + " no answer is secure and DANE is never used.");
  static final SettingKey<Path> DNS_TRUST_ANCHORS =
      key(
          "dns.trust-anchors",
          file("DS or DNSKEY records as in a zone file", "/etc/sealpost/root-anchors.txt"),
          null,
          "The keys that `builtin` validation starts from. Default: those of the DNS root (key tags"
              + " 20326 and 38696).");
  static final SettingKey<List<Domain>> DNS_UNSIGNED =
      key(
          "dns.unsigned-domains",
          listOrNone(domain("corp.example"), 100, "corp.example"),
          "none",
          "Domains that `builtin` validation takes as unsigned without proof (RFC 7646), for names"
              + " that only the own network has. Nothing in them is secure.");
  static final SettingKey<Integer> DELIVERY_PORT =
      key(
          "delivery.smtp-port",
          port(25),
          "25",
          "Port of the servers that MX lookups find. Anything but 25 is for tests.");
  static final SettingKey<Boolean> PLAINTEXT_FALLBACK =
      key(
          "delivery.plaintext-fallback",
          bool(),
          "true",
          "Whether mail without a requirement of its own may go without TLS after a failed TLS"
              + " handshake, where no policy of the recipient's domain forbids it (RFC 7435).");
  static final SettingKey<Integer> DELIVERY_WORKERS =
      key(
          "delivery.workers",
          integer("sessions", 1, 500, 40),
          "40",
          "Sessions to other servers at the same time.");
  static final SettingKey<Integer> PER_DOMAIN =
      key(
          "delivery.per-domain",
          integer("sessions", 1, 500, 20),
          "20",
          "Of these, sessions to one next-hop domain; more than `delivery.workers` has no effect.");
  static final SettingKey<Integer> PER_HOST =
      key(
          "delivery.per-host",
          integer("sessions", 1, 500, 20),
          "20",
          "Of these, sessions to one host, however many domains it serves; fewer while it is"
              + " slow.");
  static final SettingKey<Duration> ATTEMPT_LIMIT =
      key(
          "delivery.attempt-limit",
          duration(Duration.ofMinutes(1), Duration.ofHours(24), "PT30M"),
          "PT30M",
          "How long one attempt for one message may last as a whole, all its hosts and the mail"
              + " data included; only the answer to complete mail data is always waited for (RFC"
              + " 5321 §4.5.3.2.6).");
  static final SettingKey<Duration> IDLE_CONNECTION =
      key(
          "delivery.idle-connection",
          duration(Duration.ZERO, Duration.ofMinutes(5), "PT5S"),
          "PT5S",
          "How long an idle session is kept for the next message; PT0S: never.");

  static final SettingKey<Integer> POLICY_PORT =
      key(
          "delivery.policy-port",
          port(443),
          "443",
          "Port of the servers that publish MTA-STS policies. Anything but 443 is for tests.");
  static final SettingKey<Boolean> ACCEPT_TESTING_POLICY =
      key(
          "requiretls.accept-testing-policy",
          bool(),
          "true",
          "Whether an MTA-STS policy in testing mode is proof enough of a server's name for mail"
              + " with REQUIRETLS (RFC 8689 §2 asks for the check of RFC 8461 §4.1, which is the"
              + " same in both modes).");
  static final SettingKey<Duration> TLS_FAILURE_GRACE =
      key(
          "requiretls.tls-failure-grace",
          duration(Duration.ZERO, Duration.ofDays(30), "PT4H"),
          "PT0S",
          "How long mail with REQUIRETLS is tried again where no server of the domain can be"
              + " verified, before it fails with 5.7.10; PT0S: it fails at once.");

  static final SettingKey<List<Duration>> RETRY_SCHEDULE =
      key(
          "queue.retry-schedule",
          listOf(
              duration(Duration.ofMillis(100), Duration.ofDays(7), "PT15M"),
              100,
              "PT15M,PT1H,PT4H"),
          "PT7M30S,PT15M,PT30M,PT1H,PT2H,PT4H,PT8H,PT12H",
          "The waits after the first, second, … failed attempt; the last one repeats.");
  static final SettingKey<Integer> RETRY_JITTER =
      key(
          "queue.retry-jitter-percent",
          integer("percent", 0, 50, 10),
          "10",
          "Each wait is changed at random by up to this much either way.");
  static final SettingKey<Duration> LIFETIME =
      key(
          "queue.lifetime",
          duration(Duration.ofSeconds(1), Duration.ofDays(365), "P5D"),
          "P5D",
          "How long a message is tried before it is given up (RFC 5321 §4.5.4.1).");
  static final SettingKey<Duration> DELAY_NOTICE =
      key(
          "queue.delay-notice",
          duration(Duration.ZERO, Duration.ofDays(30), "PT4H"),
          "PT4H",
          "After how long without success the sender is told that a message takes longer and is"
              + " still tried, once for each recipient, unless NOTIFY says otherwise (RFC 3461"
              + " §4.1); PT0S: never.");
  static final SettingKey<Duration> FINISHED_RETENTION =
      key(
          "queue.finished-retention",
          duration(Duration.ZERO, Duration.ofDays(3650), "P7D"),
          "PT24H",
          "How long finished messages stay to be looked at.");
  static final SettingKey<Long> MIN_FREE_OCTETS =
      key(
          "queue.min-free-octets",
          wideInteger("octets", 1048576, Long.MAX_VALUE / 2, 67108864),
          "67108864",
          "Mail is put off (452) while less than this is free on the data directory's disk.");

  private SettingCatalogue() {}

  /** The settings in the order in which the page shows them, without routes. */
  static List<SettingKey<?>> keys() {
    return Stream.<List<? extends SettingKey<?>>>of(
            List.of(HOST_NAME, HTTP_BIND, HTTP_PORT),
            DatabaseCatalogue.keys(),
            RELAY.keys(),
            SUBMISSION.keys(),
            SUBMISSIONS.keys(),
            LMTP.keys(),
            List.of(MECHANISMS, MAX_FAILURES, FAILURE_DELAY),
            List.of(
                MAX_MESSAGE_OCTETS,
                MAX_RECIPIENTS,
                LONGEST_HOLD,
                SMTP_WORKERS,
                CERTIFICATE,
                KEY,
                CLIENT_ROOTS,
                TRUST_ROOTS),
            LimitCatalogue.keys(),
            AcmeCatalogue.keys(),
            MailCatalogue.keys(),
            List.of(SCRAM_ITERATIONS, OAUTH_ISSUER, OAUTH_JWKS, OAUTH_AUDIENCE),
            List.of(MTA_STS_MODE, MTA_STS_MAX_AGE, MTA_STS_MX),
            TlsReportCatalogue.keys(),
            List.of(DNS_SERVERS, DNS_VALIDATION, DNS_TRUST_ANCHORS, DNS_UNSIGNED),
            List.of(DELIVERY_PORT, PLAINTEXT_FALLBACK),
            List.of(DELIVERY_WORKERS, PER_DOMAIN, PER_HOST, ATTEMPT_LIMIT),
            List.of(IDLE_CONNECTION, POLICY_PORT),
            List.of(ACCEPT_TESTING_POLICY, TLS_FAILURE_GRACE),
            List.of(RETRY_SCHEDULE, RETRY_JITTER, LIFETIME),
            List.of(DELAY_NOTICE, FINISHED_RETENTION, MIN_FREE_OCTETS),
            ReportCatalogue.keys(),
            SuppressionCatalogue.keys(),
            List.of(BACKUP_DIRECTORY),
            TelemetryCatalogue.keys())
        .<SettingKey<?>>flatMap(List::stream)
        .toList();
  }

  private static <T> SettingKey<T> key(
      String name, SettingType<T> type, @Nullable String defaultText, String effect) {
    return new SettingKey<>(name, type, defaultText, effect);
  }

  /** The settings of one SMTP listener; those of authentication only where there may be any. */
  record ListenerKeys(
      SettingKey<Boolean> enabled,
      SettingKey<String> bind,
      SettingKey<Integer> port,
      SettingKey<Boolean> requireTls,
      @Nullable SettingKey<Boolean> authentication) {
    ListenerKeys(String listener, int defaultPort, String purpose, boolean authenticates) {
      this(listener, defaultPort, purpose, authenticates, true);
    }

    ListenerKeys(
        String listener,
        int defaultPort,
        String purpose,
        boolean authenticates,
        boolean enabledByDefault) {
      this(
          key(
              "smtp." + listener + ".enabled",
              bool(),
              Boolean.toString(enabledByDefault),
              "Whether there is a listener for " + purpose + "."),
          key("smtp." + listener + ".bind", address(), "127.0.0.1", "Its address."),
          key(
              "smtp." + listener + ".port",
              SettingTypes.port(defaultPort),
              Integer.toString(defaultPort),
              "Its port."),
          key(
              "smtp." + listener + ".requiretls",
              bool(),
              "true",
              "Whether it announces REQUIRETLS under TLS (RFC 8689 §2)."),
          authenticates
              ? key(
                  "smtp." + listener + ".authentication",
                  bool(),
                  "true",
                  "Whether it announces AUTH under TLS, and takes it (RFC 4954); never without"
                      + " TLS.")
              : null);
    }

    List<SettingKey<?>> keys() {
      return authentication == null
          ? List.of(enabled, bind, port, requireTls)
          : List.of(enabled, bind, port, requireTls, authentication);
    }
  }
}
