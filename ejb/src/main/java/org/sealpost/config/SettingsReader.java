package org.sealpost.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.AccountSettings.TokenIssuer;
import org.sealpost.config.SettingCatalogue.ListenerKeys;
import org.sealpost.config.SmtpSettings.Listener;
import org.sealpost.smtp.Domain;

/**
 * Makes {@link Settings} of texts, the same way in the launcher and in the application, wherever
 * the texts come from. Finds every problem before it gives up.
 */
public final class SettingsReader {
  private static final int SMTP_PORT = 25;
  private static final Domain LOCALHOST = Domain.of("localhost");

  private final SettingValues values;
  private final Path data;

  /** See {@link #read}. */
  private SettingsReader(SettingValues values, Path data) {
    this.values = values;
    this.data = data;
  }

  /**
   * Reads and checks all settings.
   *
   * @param data the data directory, absolute; relative paths in settings start there
   * @param lookup the text of a key, the strongest source first; keys without the prefix {@code
   *     sealpost.}
   * @param present the keys that are set somewhere, so that unknown ones and routes are found
   * @throws WrongSettingsException with one line for each problem
   */
  public static Settings read(
      Path data, Function<String, Optional<String>> lookup, Collection<String> present) {
    SettingValues values = new SettingValues(lookup, present);
    Settings settings = new SettingsReader(values, data).settings();
    if (!values.problems().isEmpty()) {
      throw new WrongSettingsException(values.problems());
    }
    return settings;
  }

  // After a problem some value stands in for the wrong one, so that the rest is read as well; a
  // record made of such values never leaves read().
  private Settings settings() {
    UnknownKeys.report(values);
    Domain hostName = hostName();
    MailSettings mail = mail();
    Settings settings =
        new Settings(
            data,
            hostName,
            new HttpSettings(
                values.value(SettingCatalogue.HTTP_BIND, ""),
                values.value(SettingCatalogue.HTTP_PORT, 0)),
            smtp(),
            mail,
            mtaSts(hostName),
            TlsReportCatalogue.read(values, hostName),
            delivery(),
            queue(),
            ReportCatalogue.read(values),
            SuppressionCatalogue.read(values),
            JmsCatalogue.read(values),
            accounts(),
            new LimitReader(values, data).read(mail.relayNetworks()),
            AcmeCatalogue.read(values, hostName),
            backupDirectory(),
            TelemetryCatalogue.read(values),
            DatabaseCatalogue.read(values, file(DatabaseCatalogue.PASSWORD_FILE)));
    PortConflicts.report(settings, values);
    return settings;
  }

  private @Nullable Path backupDirectory() {
    @Nullable Path named = values.value(SettingCatalogue.BACKUP_DIRECTORY);
    if (named == null) {
      return null;
    }
    Path directory = data.resolve(named).toAbsolutePath().normalize();
    if (directory.startsWith(data.toAbsolutePath().normalize())) {
      values.wrong(
          SettingCatalogue.BACKUP_DIRECTORY.name(),
          named,
          "has to be a directory outside of the data directory");
    }
    return directory;
  }

  private Domain hostName() {
    @Nullable Domain set = values.value(SettingCatalogue.HOST_NAME);
    return set == null ? machineName() : set;
  }

  private static Domain machineName() {
    try {
      return hostNameOf(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException unnamed) {
      return LOCALHOST;
    }
  }

  // Choice: a name without a dot ("debian") is no name by which other servers could know this one.
  static Domain hostNameOf(String machine) {
    return Domain.parse(machine)
        .filter(name -> name.name().contains(".") && !SettingTypes.isAddress(name.name()))
        .orElse(LOCALHOST);
  }

  private SmtpSettings smtp() {
    @Nullable Path certificate = file(SettingCatalogue.CERTIFICATE);
    @Nullable Path key = file(SettingCatalogue.KEY);
    if (values.problems().isEmpty() && (certificate == null) != (key == null)) {
      String set =
          (certificate == null ? SettingCatalogue.KEY : SettingCatalogue.CERTIFICATE).name();
      String missing =
          (certificate == null ? SettingCatalogue.CERTIFICATE : SettingCatalogue.KEY).name();
      values.problem(missing + ": has to be set as well, because " + set + " is set");
    }
    return new SmtpSettings(
        listener(SettingCatalogue.RELAY),
        listener(SettingCatalogue.SUBMISSION),
        listener(SettingCatalogue.SUBMISSIONS),
        lmtp(),
        authentication(),
        values.value(SettingCatalogue.MAX_MESSAGE_OCTETS, 0L),
        values.value(SettingCatalogue.MAX_RECIPIENTS, 0),
        values.value(SettingCatalogue.LONGEST_HOLD, Duration.ZERO),
        values.value(SettingCatalogue.SMTP_WORKERS, 0),
        certificate,
        key);
  }

  private Listener lmtp() {
    Listener lmtp = listener(SettingCatalogue.LMTP);
    if (lmtp.enabled() && lmtp.port() == SMTP_PORT) {
      // RFC 2033 §5: LMTP MUST NOT be used on the TCP service port 25.
      values.wrong(
          SettingCatalogue.LMTP.port().name(),
          lmtp.port(),
          "has to be another port: 25 is that of SMTP; for example 2424");
    }
    return lmtp;
  }

  private Listener listener(ListenerKeys keys) {
    return new Listener(
        values.value(keys.enabled(), true),
        values.value(keys.bind(), ""),
        values.value(keys.port(), 0),
        values.value(keys.requireTls(), true),
        keys.authentication() != null && values.value(keys.authentication(), true));
  }

  private SmtpSettings.Authentication authentication() {
    return new SmtpSettings.Authentication(
        values.value(SettingCatalogue.MECHANISMS, List.of()),
        file(SettingCatalogue.CLIENT_ROOTS),
        values.value(SettingCatalogue.MAX_FAILURES, 0),
        values.value(SettingCatalogue.FAILURE_DELAY, Duration.ZERO));
  }

  private MailSettings mail() {
    return new MailSettings(
        new LinkedHashSet<>(values.value(MailCatalogue.LOCAL_DOMAINS, List.of())),
        values.value(MailCatalogue.POSTMASTER),
        values.value(MailCatalogue.UNKNOWN_RECIPIENTS, UnknownRecipients.REFUSE_AT_RCPT),
        values.value(MailCatalogue.RELAY_NETWORKS, List.of()),
        values.value(MailCatalogue.CHECK_SENDER_DOMAIN, true),
        values.value(MailCatalogue.HIDE_SUBMITTERS, true),
        values.value(MailCatalogue.TLS_REQUIRED_FROM, TlsRequiredFrom.EVERYBODY));
  }

  private MtaStsSettings mtaSts(Domain hostName) {
    return new MtaStsSettings(
        values.value(SettingCatalogue.MTA_STS_MODE, MtaStsSettings.Mode.OFF),
        values.value(SettingCatalogue.MTA_STS_MAX_AGE, Duration.ZERO),
        values.value(SettingCatalogue.MTA_STS_MX, List.of(hostName.name())));
  }

  private AccountSettings accounts() {
    return new AccountSettings(values.value(SettingCatalogue.SCRAM_ITERATIONS, 0), tokenIssuer());
  }

  private @Nullable TokenIssuer tokenIssuer() {
    List<SettingKey<String>> keys =
        List.of(
            SettingCatalogue.OAUTH_ISSUER,
            SettingCatalogue.OAUTH_JWKS,
            SettingCatalogue.OAUTH_AUDIENCE);
    @Nullable String issuer = values.value(keys.get(0));
    @Nullable String jwks = values.value(keys.get(1));
    @Nullable String audience = values.value(keys.get(2));
    if (issuer == null || jwks == null || audience == null) {
      if (values.problems().isEmpty() && !(issuer == null && jwks == null && audience == null)) {
        values.problem("oauth.issuer, oauth.jwks and oauth.audience: have to be set together");
      }
      return null;
    }
    if (jwks.contains("://")) {
      return new TokenIssuer(issuer, jwks, audience);
    }
    Path file = data.resolve(jwks);
    if (!Files.isReadable(file)) {
      values.wrong(keys.get(1).name(), jwks, "has to be " + keys.get(1).type().right());
    }
    return new TokenIssuer(issuer, file.toString(), audience);
  }

  private DeliverySettings delivery() {
    Map<Domain, Route> routes = new LinkedHashMap<>();
    @Nullable Route defaultRoute = null;
    for (String key : values.present()) {
      if (key.equals(SettingCatalogue.ROUTE_PREFIX + SettingCatalogue.EVERY_DOMAIN)) {
        defaultRoute = route(key);
      } else if (key.startsWith(SettingCatalogue.ROUTE_PREFIX)) {
        addRoute(key, routes);
      }
    }
    return new DeliverySettings(
        routes,
        defaultRoute,
        dns(),
        values.value(SettingCatalogue.DELIVERY_PORT, 0),
        file(SettingCatalogue.TRUST_ROOTS),
        values.value(SettingCatalogue.PLAINTEXT_FALLBACK, true),
        values.value(SettingCatalogue.DELIVERY_WORKERS, 0),
        values.value(SettingCatalogue.PER_DOMAIN, 0),
        values.value(SettingCatalogue.PER_HOST, 0),
        values.value(SettingCatalogue.ATTEMPT_LIMIT, Duration.ZERO),
        values.value(SettingCatalogue.IDLE_CONNECTION, Duration.ZERO),
        values.value(SettingCatalogue.POLICY_PORT, 0),
        new RequireTlsSettings(
            values.value(SettingCatalogue.ACCEPT_TESTING_POLICY, true),
            values.value(SettingCatalogue.TLS_FAILURE_GRACE, Duration.ZERO)));
  }

  private DnsSettings dns() {
    DnsSettings dns =
        new DnsSettings(
            values.value(SettingCatalogue.DNS_SERVERS, List.of()),
            values.value(SettingCatalogue.DNS_VALIDATION, DnsSettings.Validation.BUILTIN),
            file(SettingCatalogue.DNS_TRUST_ANCHORS),
            values.value(SettingCatalogue.DNS_UNSIGNED, List.of()));
    boolean local =
        !dns.servers().isEmpty() && dns.servers().stream().allMatch(SettingTypes::isLoopback);
    if (dns.validation() == DnsSettings.Validation.TRUST_AD && !local) {
      // RFC 4035 §4.9.3: the AD bit says nothing where somebody could come between.
      values.wrong(
          SettingCatalogue.DNS_VALIDATION.name(),
          dns.validation().text(),
          "needs dns.servers to be set, all of them on loopback; for example 127.0.0.1:53");
    }
    return dns;
  }

  private void addRoute(String key, Map<Domain, Route> routes) {
    String name = key.substring(SettingCatalogue.ROUTE_PREFIX.length());
    Optional<Domain> domain = Domain.parse(name);
    @Nullable Route route = route(key);
    if (domain.isEmpty()) {
      values.problem(
          key + ": has to name a domain, or * for every domain; for example route.example.com");
    } else if (route != null && routes.put(domain.get(), route) != null) {
      values.problem(key + ": is the second route of " + domain.get().display());
    }
  }

  private @Nullable Route route(String key) {
    String text = values.text(key).orElse(null);
    if (text == null) {
      return null;
    }
    RouteSyntax.Reading reading = RouteSyntax.read(text);
    if (reading instanceof RouteSyntax.Reading.Right right) {
      return withPassword(key, text, right.route());
    }
    String why =
        reading instanceof RouteSyntax.Reading.Impossible impossible
            ? impossible.why().text()
            : "has to be " + RouteSyntax.RIGHT + "; for example " + RouteSyntax.EXAMPLE;
    values.wrong(key, text, why);
    return null;
  }

  private @Nullable Route withPassword(String key, String text, Route route) {
    RouteLogin named = route.login();
    if (named == null) {
      return route;
    }
    RouteLogin login = new RouteLogin(named.userName(), data.resolve(named.passwordFile()));
    try {
      login.password(); // read again at each use; what is wrong now is said now
    } catch (IOException unreadable) {
      values.wrong(
          key, text, "password-file has to be a readable file with the password in its first line");
      return null;
    }
    return new Route(
        route.host(),
        route.port(),
        route.security(),
        route.verification(),
        route.fingerprints(),
        login,
        route.trusted());
  }

  private QueueSettings queue() {
    return new QueueSettings(
        values.value(SettingCatalogue.RETRY_SCHEDULE, List.of()),
        values.value(SettingCatalogue.RETRY_JITTER, 0),
        values.value(SettingCatalogue.LIFETIME, Duration.ZERO),
        values.value(SettingCatalogue.DELAY_NOTICE, Duration.ZERO),
        values.value(SettingCatalogue.FINISHED_RETENTION, Duration.ZERO),
        values.value(SettingCatalogue.MIN_FREE_OCTETS, 0L));
  }

  private @Nullable Path file(SettingKey<Path> key) {
    @Nullable Path named = values.value(key);
    if (named == null) {
      return null;
    }
    Path file = data.resolve(named);
    if (!Files.isRegularFile(file)) {
      values.wrong(key.name(), named, "has to be " + key.type().right() + "; there is none");
    } else if (!Files.isReadable(file)) {
      values.wrong(
          key.name(), named, "has to be " + key.type().right() + "; this user may not read it");
    }
    return file;
  }
}
