package org.sealpost.config;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fixed next hop with its own security (tls-policy §4.5), written {@code smtp://host:port} or
 * {@code smtps://host:port} with optional {@code ?tls=…&verify=…} and further parameters.
 *
 * @param host a host name or an IP address, used as the reference identifier of PKIX and as the
 *     TLSA base domain of DANE
 * @param port default 25, 465 for {@code smtps}
 * @param fingerprints with {@link Verification#FINGERPRINT} and only there: SHA-256 of the keys of
 *     which the server has to show one, in lower-case hex
 * @param login as whom to sign in; null: not at all. Only where {@link #isVerified}
 * @param trusted whether handing over to it is final delivery, so that REQUIRED mail may go there
 *     whatever the connection is. Only for a loopback address
 */
public record Route(
    String host,
    int port,
    Security security,
    Verification verification,
    Set<String> fingerprints,
    @Nullable RouteLogin login,
    boolean trusted) {
  /** When TLS begins on the connection. */
  public enum Security {
    /** From the first octet ({@code smtps://}). */
    IMPLICIT,
    /** STARTTLS or no delivery ({@code tls=starttls}). */
    STARTTLS,
    /** STARTTLS where offered ({@code tls=opportunistic}, the default of {@code smtp://}). */
    OPPORTUNISTIC,
    /** Never ({@code tls=none}). */
    NONE
  }

  /** What the peer's certificate has to prove. */
  public enum Verification {
    /** Chain to a trusted root and the host's name in it ({@code verify=pkix}). */
    PKIX,
    /** A match with the host's TLSA records, which have to be there ({@code verify=dane}). */
    DANE,
    /** One of the keys the route names ({@code verify=fingerprint}). */
    FINGERPRINT,
    /** Nothing ({@code verify=none}, the default of {@code smtp://}). */
    NONE
  }

  /** Copies the set, and refuses what no setting may say. */
  public Route {
    fingerprints = Set.copyOf(fingerprints);
    if ((verification == Verification.FINGERPRINT) == fingerprints.isEmpty()) {
      throw new IllegalArgumentException("fingerprints go with verify=fingerprint");
    }
    if (login != null && !isVerified(security, verification)) {
      throw new IllegalArgumentException("a password for whoever answers");
    }
  }

  /** Without fingerprints, signing in and trust. */
  public Route(String host, int port, Security security, Verification verification) {
    this(host, port, security, verification, Set.of(), null, false);
  }

  /** Reads a route as it is written in the settings; empty where it could not stand there. */
  public static Optional<Route> parse(String text) {
    return RouteSyntax.read(text) instanceof RouteSyntax.Reading.Right right
        ? Optional.of(right.route())
        : Optional.empty();
  }

  /** Why a text is no route; empty where it is one. */
  public static Optional<RouteFault> findWrong(String text) {
    RouteSyntax.Reading reading = RouteSyntax.read(text);
    if (reading instanceof RouteSyntax.Reading.Impossible impossible) {
      return Optional.of(impossible.why());
    }
    return reading instanceof RouteSyntax.Reading.Malformed
        ? Optional.of(RouteFault.MALFORMED)
        : Optional.empty();
  }

  /** Whether a session over this route is always encrypted and its peer always checked. */
  public boolean isVerified() {
    return isVerified(security, verification);
  }

  static boolean isVerified(Security security, Verification verification) {
    boolean encrypted = security == Security.IMPLICIT || security == Security.STARTTLS;
    return encrypted && verification != Verification.NONE;
  }
}
