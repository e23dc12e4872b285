package org.sealpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.config.DnsSettings.Validation;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Network;
import org.sealpost.smtp.SaslMechanism;

final class SettingsMappingTest {
  private static final String EVERYTHING =
      """
      hostname = mail.example.org
      http.bind = 127.0.0.2
      http.port = 18080
      smtp.relay.enabled = true
      smtp.relay.bind = 0.0.0.0
      smtp.relay.port = 25
      smtp.relay.requiretls = false
      smtp.submission.enabled = TRUE
      smtp.submission.bind = 127.0.0.3
      smtp.submission.port = 587
      smtp.submission.requiretls = true
      smtp.submission.authentication = false
      smtp.submissions.enabled = false
      smtp.submissions.bind = ::1
      smtp.submissions.port = 465
      smtp.submissions.requiretls = false
      smtp.submissions.authentication = true
      smtp.lmtp.enabled = true
      smtp.lmtp.bind = 127.0.0.4
      smtp.lmtp.port = 24
      smtp.lmtp.requiretls = false
      smtp.authentication.mechanisms = scram-sha-256, OAUTHBEARER
      smtp.authentication.max-failures = 3
      smtp.authentication.failure-delay = PT2S
      smtp.max-message-octets = 65536
      smtp.max-recipients = 100
      smtp.longest-hold = PT1H
      smtp.workers = 30
      tls.certificate = chain.pem
      tls.key = key.pem
      tls.client-roots = clients.pem
      tls.trust-roots = roots.pem
      local.domains = example.org, Bücher.example
      local.postmaster = Hostmaster@Example.org
      local.unknown-recipients = refuse-after-data
      relay.networks = 192.0.2.0/24, 2001:db8::/32
      relay.check-sender-domain = false
      smtp.hide-submitters = false
      requiretls.accept-tls-required-no = submitters
      accounts.scram-iterations = 4096
      oauth.issuer = https://login.example.org/
      oauth.jwks = keys.json
      oauth.audience = sealpost
      route.* = smtps://smart.example.net
      route.example.com = smtp://relay.example.com:2526?tls=starttls&verify=pkix
      route.Bücher.example = smtp://[2001:db8::1]
      mta-sts.mode = Enforce
      mta-sts.max-age = P14D
      tlsrpt.send = false
      tlsrpt.contact = TLS@Bücher.example
      tlsrpt.organization = Example Corporation
      tlsrpt.spread = PT2H
      tlsrpt.private-targets = true
      tlsrpt.local-part = TLSRPT
      tlsrpt.https-intake = true
      tlsrpt.retention = P30D
      dkim.selector = Mail.2026
      database.url = jdbc:postgresql://db.example.org/mail?sslmode=verify-full
      database.user = mta
      database.password-file = database-password
      telemetry.endpoint = https://traces.example:4318
      telemetry.share = 5
      mta-sts.mx = MX1.example.org, *.Bücher.example
      dns.servers = 127.0.0.1:5353, ::1, [::1]:53
      dns.validation = trust-ad
      dns.trust-anchors = anchors.txt
      dns.unsigned-domains = corp.example, Bücher.test
      delivery.smtp-port = 2500
      delivery.plaintext-fallback = false
      delivery.workers = 500
      delivery.per-domain = 1
      delivery.per-host = 2
      delivery.attempt-limit = PT5M
      delivery.idle-connection = PT0S
      delivery.policy-port = 8443
      requiretls.accept-testing-policy = false
      requiretls.tls-failure-grace = PT4H
      queue.retry-schedule = PT1M,PT2M
      queue.retry-jitter-percent = 0
      queue.lifetime = PT1H
      queue.delay-notice = PT20M
      queue.finished-retention = P7D
      queue.min-free-octets = 104857600
      report.postmaster-copies = failed, double-bounce
      suppression.failures = 2
      suppression.disabled-failures = 5
      suppression.retention = P10D
      jms.enabled = true
      jms.port = 61617
      jms.consumers = 2
      jms.queue-limit = 5000
      jms.events = true
      jms.events-limit = 700
      backup.directory = /srv/backups/../copies
      smtp.max-sessions = 10
      smtp.shed-after = PT2S
      smtp.connections-per-address = 1,2,3
      smtp.connections-per-minute = 4, 5, 6
      smtp.unlimited-networks = 198.51.100.0/24
      smtp.auth-failures-per-minute = 7,8,9
      smtp.auth-failures-per-day = 10,11,12
      smtp.max-bad-commands = 13
      smtp.max-idle-commands = 14
      smtp.max-transactions = 15
      smtp.max-failed-transactions = 16
      smtp.faults-before-delay = 17
      smtp.fault-delay = PT18S
      smtp.greet-delay = PT19S
      smtp.refuse-early-talkers = false
      smtp.max-null-path-recipients = 31
      smtp.unknown-recipient-delay = PT32S
      smtp.timeout.greeting = PT20S
      smtp.timeout.command = PT21S
      smtp.timeout.data-block = PT22S
      smtp.timeout.data = PT23S
      smtp.min-data-rate = 24
      smtp.timeout.final-dot = PT30S
      smtp.timeout.handshake = PT25S
      smtp.max-command-octets = 1280
      smtp.max-text-line-octets = 1026
      smtp.max-header-octets = 16384
      smtp.max-hops = 128
      smtp.relay.proxy-networks = 192.0.2.7
      smtp.submission.proxy-networks = 192.0.2.8/31
      smtp.submissions.proxy-networks = none
      tls.certificates = more
      tls.reload-interval = PT29S
      acme.accept-terms = true
      acme.contact = hostmaster@example.org
      acme.hosts = mx1.example.org
      acme.bind = 127.0.0.5
      acme.port = 8088
      """;

  @TempDir Path data;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String file :
        List.of(
            "chain.pem",
            "key.pem",
            "clients.pem",
            "roots.pem",
            "anchors.txt",
            "keys.json",
            "database-password")) {
      Files.writeString(data.resolve(file), "PEM");
    }
    Files.createDirectory(data.resolve("more"));
    Files.writeString(data.resolve(SettingsFile.NAME), EVERYTHING);
  }

  private Settings read(Map<String, String> system, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.setProperty("sealpost.data", data.toString());
    properties.putAll(system);
    return new SettingsSources(properties, environment).read();
  }

  @Test
  void theTextAboveSetsEveryKeyThereIs() {
    Set<String> set = SettingsFile.read(data).keySet();
    // A certificate is either named or got by ACME: AcmeSettingsTest has the other one.
    assertThat(SettingCatalogue.keys())
        .extracting(SettingKey::name)
        .filteredOn(name -> !name.equals("acme.directory"))
        .isSubsetOf(set);
  }

  @Test
  void mapsListeners() {
    Settings settings = read(Map.of(), Map.of());
    assertThat(settings.data()).isEqualTo(data);
    assertThat(settings.hostName()).isEqualTo(Domain.of("mail.example.org"));
    assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.2", 18080));
    assertThat(settings.smtp())
        .isEqualTo(
            new SmtpSettings(
                new SmtpSettings.Listener(true, "0.0.0.0", 25, false, false),
                new SmtpSettings.Listener(true, "127.0.0.3", 587, true, false),
                new SmtpSettings.Listener(false, "::1", 465, false, true),
                new SmtpSettings.Listener(true, "127.0.0.4", 24, false, false),
                new SmtpSettings.Authentication(
                    List.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.OAUTHBEARER),
                    data.resolve("clients.pem"),
                    3,
                    Duration.ofSeconds(2)),
                65536,
                100,
                Duration.ofHours(1),
                30,
                data.resolve("chain.pem"),
                data.resolve("key.pem")));
  }

  @Test
  void mapsMailAndQueue() {
    Settings settings = read(Map.of(), Map.of());
    assertThat(settings.mail().localDomains())
        .containsExactlyInAnyOrder(Domain.of("example.org"), Domain.of("xn--bcher-kva.example"));
    assertThat(settings.mail().postmaster()).isEqualTo(Mailbox.of("Hostmaster@example.org"));
    assertThat(settings.mail().unknownRecipients()).isEqualTo(UnknownRecipients.REFUSE_AFTER_DATA);
    assertThat(settings.mail().checkSenderDomain()).isFalse();
    assertThat(settings.mail().hideSubmitters()).isFalse();
    assertThat(settings.mail().tlsRequiredFrom()).isEqualTo(TlsRequiredFrom.SUBMITTERS);
    assertThat(settings.mail().relayNetworks())
        .containsExactly(
            Network.parse("192.0.2.0/24").orElseThrow(),
            Network.parse("2001:db8::/32").orElseThrow());
    assertThat(settings.report())
        .isEqualTo(new ReportSettings(Set.of(PostmasterCopy.FAILED, PostmasterCopy.DOUBLE_BOUNCE)));
    assertThat(settings.queue())
        .isEqualTo(
            new QueueSettings(
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                0,
                Duration.ofHours(1),
                Duration.ofMinutes(20),
                Duration.ofDays(7),
                104857600L));
    assertThat(settings.jms()).isEqualTo(new JmsSettings(true, 61617, 2, 5000, true, 700));
    assertThat(settings.suppression())
        .isEqualTo(new SuppressionSettings(2, 5, Duration.ofDays(10)));
  }

  @Test
  void mapsWhereBackUpsGo() {
    assertThat(read(Map.of(), Map.of()).backupDirectory()).isEqualTo(Path.of("/srv/copies"));
  }

  @Test
  void mapsThePublishedPolicy() {
    assertThat(read(Map.of(), Map.of()).mtaSts())
        .isEqualTo(
            new MtaStsSettings(
                MtaStsSettings.Mode.ENFORCE,
                Duration.ofDays(14),
                List.of("mx1.example.org", "*.xn--bcher-kva.example")));
  }

  @Test
  void mapsReportsAboutTls() {
    assertThat(read(Map.of(), Map.of()).tlsReports())
        .isEqualTo(
            new TlsReportSettings(
                false,
                Mailbox.of("TLS@xn--bcher-kva.example"),
                "Example Corporation",
                Duration.ofHours(2),
                true,
                "tlsrpt",
                true,
                Duration.ofDays(30),
                "mail.2026"));
  }

  @Test
  void mapsDatabase() throws IOException {
    Files.writeString(data.resolve("database-password"), "s3cret\nsecond line\n");
    DatabaseSettings database = read(Map.of(), Map.of()).database();
    assertThat(database)
        .isEqualTo(
            new DatabaseSettings(
                "jdbc:postgresql://db.example.org/mail?sslmode=verify-full",
                "mta",
                data.resolve("database-password")));
    assertThat(database.password()).isEqualTo("s3cret");
    assertThat(database.toString()).doesNotContain("s3cret");
  }

  @Test
  void mapsTraces() {
    assertThat(read(Map.of(), Map.of()).telemetry())
        .isEqualTo(new TelemetrySettings(URI.create("https://traces.example:4318"), 5));
  }

  @Test
  void mapsAccounts() {
    assertThat(read(Map.of(), Map.of()).accounts())
        .isEqualTo(
            new AccountSettings(
                4096,
                new AccountSettings.TokenIssuer(
                    "https://login.example.org/",
                    data.resolve("keys.json").toString(),
                    "sealpost")));
    Settings fetched =
        read(Map.of("sealpost.oauth.jwks", "https://login.example.org/keys"), Map.of());
    assertThat(fetched.accounts().tokens())
        .extracting(AccountSettings.TokenIssuer::keys)
        .isEqualTo("https://login.example.org/keys");
  }

  @Test
  void mapsLimits() {
    assertThat(read(Map.of(), Map.of()).limits())
        .isEqualTo(
            new LimitSettings(
                10,
                List.of(1, 2, 3),
                List.of(4, 5, 6),
                List.of(7, 8, 9),
                List.of(10, 11, 12),
                new LimitSettings.Conduct(
                    13,
                    14,
                    15,
                    16,
                    17,
                    seconds(18),
                    seconds(19),
                    false,
                    31,
                    seconds(32),
                    seconds(2)),
                new LimitSettings.Times(
                    seconds(20),
                    seconds(21),
                    seconds(22),
                    seconds(23),
                    seconds(30),
                    seconds(25),
                    24,
                    seconds(29)),
                new LimitSettings.Message(1280, 1026, 16384, 128),
                List.of(Network.parse("198.51.100.0/24").orElseThrow()),
                List.of(Network.parse("192.0.2.7").orElseThrow()),
                List.of(Network.parse("192.0.2.8/31").orElseThrow()),
                List.of(),
                data.resolve("more")));
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void mapsDelivery() {
    assertThat(read(Map.of(), Map.of()).delivery())
        .isEqualTo(
            new DeliverySettings(
                Map.of(
                    Domain.of("example.com"),
                    new Route("relay.example.com", 2526, Security.STARTTLS, Verification.PKIX),
                    Domain.of("bücher.example"),
                    new Route("2001:db8::1", 25, Security.OPPORTUNISTIC, Verification.NONE)),
                new Route("smart.example.net", 465, Security.IMPLICIT, Verification.PKIX),
                new DnsSettings(
                    List.of("127.0.0.1:5353", "::1", "[::1]:53"),
                    Validation.TRUST_AD,
                    data.resolve("anchors.txt"),
                    List.of(Domain.of("corp.example"), Domain.of("xn--bcher-kva.test"))),
                2500,
                data.resolve("roots.pem"),
                false,
                500,
                1,
                2,
                Duration.ofMinutes(5),
                Duration.ZERO,
                8443,
                new RequireTlsSettings(false, Duration.ofHours(4))));
  }

  @Test
  void mapsWhatARouteSaysBesides() throws IOException {
    Files.writeString(data.resolve("relay password"), "secret");
    String key = "AB:".repeat(31) + "AB";
    Settings settings =
        read(
            Map.of(),
            Map.of(
                "SEALPOST_ROUTE__",
                "smtps://r.example?user=a+b%40c.example&password-file=relay%20password",
                "SEALPOST_ROUTE_EXAMPLE_COM",
                "smtp://[::1]:24?tls=starttls&verify=fingerprint&fingerprint="
                    + key
                    + "&trusted=true"));

    assertThat(settings.delivery().defaultRoute())
        .isEqualTo(
            new Route(
                "r.example",
                465,
                Security.IMPLICIT,
                Verification.PKIX,
                Set.of(),
                new RouteLogin("a+b@c.example", data.resolve("relay password")),
                false));
    assertThat(settings.delivery().routes().get(Domain.of("example.com")))
        .isEqualTo(
            new Route(
                "::1",
                24,
                Security.STARTTLS,
                Verification.FINGERPRINT,
                Set.of("ab".repeat(32)),
                null,
                true));
  }

  @Test
  void systemPropertyBeatsEnvironmentBeatsFile() {
    Map<String, String> environment =
        Map.of("SEALPOST_SMTP_RELAY_PORT", "2600", "SEALPOST_SMTP_MAX_MESSAGE_OCTETS", "70000");
    Settings settings = read(Map.of("sealpost.smtp.relay.port", "2601"), environment);
    assertThat(settings.smtp().relay().port()).isEqualTo(2601);
    assertThat(settings.smtp().maxMessageOctets()).isEqualTo(70000);
    assertThat(settings.smtp().submission().port()).isEqualTo(587);
  }

  @Test
  void environmentChangesRoutesThatAreKnownAndTheDefaultRoute() {
    Settings settings =
        read(
            Map.of(),
            Map.of(
                "SEALPOST_ROUTE__", "smtp://192.0.2.1:26",
                "SEALPOST_ROUTE_EXAMPLE_COM", "smtp://192.0.2.2"));
    assertThat(settings.delivery().defaultRoute())
        .isEqualTo(new Route("192.0.2.1", 26, Security.OPPORTUNISTIC, Verification.NONE));
    assertThat(settings.delivery().routes().get(Domain.of("example.com")))
        .isEqualTo(new Route("192.0.2.2", 25, Security.OPPORTUNISTIC, Verification.NONE));
  }

  @Test
  void systemPropertyAddsARoute() {
    Settings settings = read(Map.of("sealpost.route.example.net", "smtp://192.0.2.9"), Map.of());
    assertThat(settings.delivery().routes()).containsKey(Domain.of("example.net"));
  }

  @Test
  void noneLeavesNobodyWhoMayRelay() {
    assertThat(read(Map.of("sealpost.relay.networks", "none"), Map.of()).mail().relayNetworks())
        .isEmpty();
  }

  @Test
  void dataDirectoryComesFromTheEnvironment() throws IOException {
    Path other = Files.createDirectory(data.resolve("other"));
    Settings settings =
        new SettingsSources(new Properties(), Map.of("SEALPOST_DATA", other.toString())).read();
    assertThat(settings.data()).isEqualTo(other);
    assertThat(settings.http().port()).isEqualTo(8080);
  }
}
