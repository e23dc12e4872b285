package org.sealpost.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.smtp.AddressLiteral;
import org.sealpost.smtp.Domain;

/**
 * The text of a {@link Route}: a URI with the scheme {@code smtp} or {@code smtps}, host, optional
 * port, and parameters in its query.
 */
final class RouteSyntax {
  static final String RIGHT =
      "smtp://host:port, with optional ?tls=none, ?tls=opportunistic (the default) or"
          + " ?tls=starttls and with tls=starttls also &verify=none, pkix, dane or fingerprint; or"
          + " smtps://host:port, with optional ?verify=pkix (the default), dane, fingerprint or"
          + " none; then &fingerprint=, &user= with &password-file=, &trusted=true";
  static final String EXAMPLE = "smtp://mail.example.com:587?tls=starttls&verify=pkix";

  private static final int SMTP_PORT = 25;

  /** RFC 8314 §7.3: the port of submissions, the only SMTP port with implicit TLS. */
  private static final int SMTPS_PORT = 465;

  private static final Set<String> PARAMETERS =
      Set.of("tls", "verify", "fingerprint", "user", "password-file", "trusted");
  private static final Map<String, Security> SECURITY =
      Map.of(
          "none", Security.NONE,
          "opportunistic", Security.OPPORTUNISTIC,
          "starttls", Security.STARTTLS);
  private static final Map<String, Verification> VERIFICATION =
      Map.of(
          "none", Verification.NONE,
          "pkix", Verification.PKIX,
          "dane", Verification.DANE,
          "fingerprint", Verification.FINGERPRINT);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private RouteSyntax() {}

  /** What became of the text. */
  sealed interface Reading {
    /** A route; the name of its password file is not resolved yet. */
    record Right(Route route) implements Reading {}

    /** It is written as it has to be, and cannot be done. */
    record Impossible(RouteFault why) implements Reading {}

    /** It is no route. */
    record Malformed() implements Reading {}
  }

  /** Reads a route. */
  static Reading read(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException notAUri) {
      return new Reading.Malformed();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean implicit = scheme.equals("smtps");
    boolean known = implicit || scheme.equals("smtp");
    if (!known || hasMoreThanHostAndQuery(uri)) {
      return new Reading.Malformed();
    }
    return parameters(uri.getRawQuery())
        .map(parameters -> implicit ? smtps(uri, parameters) : smtp(uri, parameters))
        .orElseGet(Reading.Malformed::new);
  }

  private static boolean hasMoreThanHostAndQuery(URI uri) {
    return uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || (uri.getRawPath() != null && !uri.getRawPath().isEmpty());
  }

  private static Reading smtp(URI uri, Map<String, String> parameters) {
    @Nullable Security security = SECURITY.get(parameters.getOrDefault("tls", "opportunistic"));
    @Nullable Verification check = VERIFICATION.get(parameters.getOrDefault("verify", "none"));
    if (security == null || check == null) {
      return new Reading.Malformed();
    }
    // A certificate cannot be asked for on a connection that may stay without TLS.
    if (check != Verification.NONE && security != Security.STARTTLS) {
      return new Reading.Malformed();
    }
    return route(uri, SMTP_PORT, security, check, parameters);
  }

  private static Reading smtps(URI uri, Map<String, String> parameters) {
    @Nullable Verification check = VERIFICATION.get(parameters.getOrDefault("verify", "pkix"));
    return check == null || parameters.containsKey("tls")
        ? new Reading.Malformed()
        : route(uri, SMTPS_PORT, Security.IMPLICIT, check, parameters);
  }

  private static Reading route(
      URI uri,
      int defaultPort,
      Security security,
      Verification verification,
      Map<String, String> parameters) {
    @Nullable String host = uri.getHost();
    OptionalInt port =
        uri.getPort() < 0
            ? OptionalInt.of(defaultPort)
            : SettingTypes.readPort(Integer.toString(uri.getPort()));
    Optional<String> name = host == null ? Optional.empty() : hostName(host);
    boolean trusted = parameters.containsKey("trusted");
    if (name.isEmpty()
        || port.isEmpty()
        || (trusted && !parameters.getOrDefault("trusted", "").equals("true"))) {
      return new Reading.Malformed();
    }
    RouteFault wrong = impossible(name.get(), security, verification, parameters);
    if (wrong != null) {
      return new Reading.Impossible(wrong);
    }
    return new Reading.Right(
        new Route(
            name.get(),
            port.getAsInt(),
            security,
            verification,
            fingerprints(parameters),
            login(parameters),
            trusted));
  }

  /** Why these parameters cannot go together; null where they can. */
  private static @Nullable RouteFault impossible(
      String host, Security security, Verification verification, Map<String, String> parameters) {
    boolean byKey = verification == Verification.FINGERPRINT;
    if (byKey != parameters.containsKey("fingerprint")) {
      return RouteFault.FINGERPRINT_ALONE;
    }
    if (byKey
        && !fingerprints(parameters).stream().allMatch(each -> SHA256.matcher(each).matches())) {
      return RouteFault.FINGERPRINT_FORM;
    }
    if (verification == Verification.DANE && SettingTypes.isAddress(host)) {
      return RouteFault.DANE_OF_ADDRESS;
    }
    if (parameters.containsKey("user") != parameters.containsKey("password-file")) {
      return RouteFault.LOGIN_HALF;
    }
    if (parameters.containsKey("user") && !Route.isVerified(security, verification)) {
      return RouteFault.LOGIN_UNVERIFIED;
    }
    if (parameters.containsKey("user") && login(parameters) == null) {
      return RouteFault.LOGIN_EMPTY;
    }
    if (parameters.containsKey("trusted") && !isLoopback(host)) {
      return RouteFault.TRUSTED_ELSEWHERE;
    }
    return null;
  }

  private static Set<String> fingerprints(Map<String, String> parameters) {
    String text = parameters.getOrDefault("fingerprint", "");
    Set<String> keys = new HashSet<>();
    for (String each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      keys.add(each.replace(":", "").toLowerCase(Locale.ROOT));
    }
    return keys;
  }

  private static @Nullable RouteLogin login(Map<String, String> parameters) {
    String user = parameters.getOrDefault("user", "");
    String file = parameters.getOrDefault("password-file", "");
    try {
      return user.isEmpty() || file.isEmpty() ? null : new RouteLogin(user, Path.of(file));
    } catch (InvalidPathException notAPath) {
      return null;
    }
  }

  private static Optional<String> hostName(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return SettingTypes.isAddress(bare) ? Optional.of(bare) : Domain.parse(bare).map(Domain::name);
  }

  /** Whether nobody else can be behind this host, nor between it and us. */
  private static boolean isLoopback(String host) {
    String literal = host.contains(":") ? "[IPv6:" + host + "]" : "[" + host + "]";
    return AddressLiteral.parse(literal)
        .filter(address -> address.address().isLoopbackAddress())
        .isPresent();
  }

  /** The query as a map; empty where a parameter is unknown, has no value or stands twice. */
  private static Optional<Map<String, String>> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0
          || !PARAMETERS.contains(name)
          || parameters.put(name, decoded(part.substring(equals + 1))) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** RFC 3986 §2.1, which the URI has been checked for; a plus sign is a plus sign. */
  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
