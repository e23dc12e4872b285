package org.sealpost.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Route;

/**
 * Which way an operator has chosen for one message. Whatever the way, its requirement holds there
 * as on a route of the settings (tls-policy §4.5).
 */
public sealed interface RouteChoice {
  /** The text for {@link ByMx}. */
  String MX = "mx";

  /** Nobody has chosen: what {@link Routes} say of the domain, else its MX records. */
  record BySettings() implements RouteChoice {}

  /** The MX records, also where the settings have a route. */
  record ByMx() implements RouteChoice {}

  /** A server that the operator names. */
  record Fixed(Route route) implements RouteChoice {}

  /**
   * Reads what an operator typed: {@value #MX}, or a route as in the settings. Choice: it may
   * neither sign in nor be trusted; both are for those who can write the settings file.
   */
  static Optional<RouteChoice> parse(String text) {
    if (text.equals(MX)) {
      return Optional.of(new ByMx());
    }
    return Route.parse(text)
        .filter(route -> route.login() == null && !route.trusted())
        .map(Fixed::new);
  }

  /**
   * Reads what was stored; null: nobody has chosen.
   *
   * @throws IllegalStateException where it cannot be read any more: the message then waits, and
   *     does not go a way that nobody has chosen
   */
  static RouteChoice stored(@Nullable String text) {
    return text == null
        ? new BySettings()
        : parse(text)
            .orElseThrow(() -> new IllegalStateException("the route of the message: " + text));
  }
}
