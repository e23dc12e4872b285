package org.sealpost.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.smtp.Domain;

/**
 * The text of a {@link Route}: {@code
 * smtp://host[:port][?tls=none|opportunistic|starttls&verify=none|pkix]} or {@code
 * smtps://host[:port][?verify=none|pkix]}.
 */
final class RouteSyntax {
  static final String RIGHT =
      "smtp://host:port, with optional ?tls=none, ?tls=opportunistic (the default) or"
          + " ?tls=starttls and with tls=starttls also &verify=pkix; or smtps://host:port, with"
          + " optional ?verify=none (default pkix)";
  static final String EXAMPLE = "smtp://mail.example.com:587?tls=starttls&verify=pkix";

  private static final int SMTP_PORT = 25;

  /** RFC 8314 §7.3: the port of submissions, the only SMTP port with implicit TLS. */
  private static final int SMTPS_PORT = 465;

  private static final Map<String, Security> SECURITY =
      Map.of(
          "none", Security.NONE,
          "opportunistic", Security.OPPORTUNISTIC,
          "starttls", Security.STARTTLS);
  private static final Map<String, Verification> VERIFICATION =
      Map.of("none", Verification.NONE, "pkix", Verification.PKIX);

  private RouteSyntax() {}

  /** Reads a route; empty where the text is none, or asks for a check that could never be made. */
  static Optional<Route> read(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException notAUri) {
      return Optional.empty();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean implicit = scheme.equals("smtps");
    boolean known = implicit || scheme.equals("smtp");
    if (!known || hasMoreThanHostAndQuery(uri)) {
      return Optional.empty();
    }
    return parameters(uri.getRawQuery())
        .flatMap(parameters -> implicit ? smtps(uri, parameters) : smtp(uri, parameters));
  }

  private static boolean hasMoreThanHostAndQuery(URI uri) {
    return uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || (uri.getRawPath() != null && !uri.getRawPath().isEmpty());
  }

  private static Optional<Route> smtp(URI uri, Map<String, String> parameters) {
    @Nullable Security security = SECURITY.get(parameters.getOrDefault("tls", "opportunistic"));
    @Nullable Verification check = VERIFICATION.get(parameters.getOrDefault("verify", "none"));
    if (security == null || check == null) {
      return Optional.empty();
    }
    // A certificate cannot be asked for on a connection that may stay without TLS.
    if (check == Verification.PKIX && security != Security.STARTTLS) {
      return Optional.empty();
    }
    return route(uri, SMTP_PORT, security, check);
  }

  private static Optional<Route> smtps(URI uri, Map<String, String> parameters) {
    @Nullable Verification check = VERIFICATION.get(parameters.getOrDefault("verify", "pkix"));
    return check == null || parameters.containsKey("tls")
        ? Optional.empty()
        : route(uri, SMTPS_PORT, Security.IMPLICIT, check);
  }

  private static Optional<Route> route(
      URI uri, int defaultPort, Security security, Verification verification) {
    @Nullable String host = uri.getHost();
    if (host == null) {
      return Optional.empty();
    }
    OptionalInt port =
        uri.getPort() < 0
            ? OptionalInt.of(defaultPort)
            : SettingTypes.readPort(Integer.toString(uri.getPort()));
    Optional<String> name = hostName(host);
    return name.isEmpty() || port.isEmpty()
        ? Optional.empty()
        : Optional.of(new Route(name.get(), port.getAsInt(), security, verification));
  }

  private static Optional<String> hostName(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return SettingTypes.isAddress(bare) ? Optional.of(bare) : Domain.parse(bare).map(Domain::name);
  }

  /** The query as a map; empty where a parameter is unknown, has no value or stands twice. */
  private static Optional<Map<String, String>> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      boolean known = name.equals("tls") || name.equals("verify");
      if (equals < 0 || !known || parameters.put(name, part.substring(equals + 1)) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
