package org.sealpost.admin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Route;
import org.sealpost.smtp.Domain;

/**
 * A fixed next hop (tls-policy §4.5).
 *
 * @param domain null for all domains without a route of their own
 * @param security {@code IMPLICIT}, {@code STARTTLS}, {@code OPPORTUNISTIC} or {@code NONE}
 * @param verification {@code pkix}, {@code dane}, {@code fingerprint} or {@code none}
 * @param user as whom to sign in; null: not at all
 * @param trusted whether handing over to it is final delivery
 * @param fitForRequired whether mail that requires TLS can go there at all
 */
public record RouteRow(
    @Nullable Domain domain,
    String host,
    int port,
    String security,
    String verification,
    @Nullable String user,
    boolean trusted,
    boolean fitForRequired) {
  static RouteRow of(@Nullable Domain domain, Route route) {
    return new RouteRow(
        domain,
        route.host(),
        route.port(),
        route.security().name(),
        route.verification().name().toLowerCase(Locale.ROOT),
        route.login() == null ? null : route.login().userName(),
        route.trusted(),
        route.trusted() || route.isVerified());
  }
}
