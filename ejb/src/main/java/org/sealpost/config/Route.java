package org.sealpost.config;

/**
 * A fixed next hop with its own security (tls-policy §4.5), written {@code smtp://host:port} or
 * {@code smtps://host:port} with optional {@code ?tls=…&verify=…}.
 *
 * @param host a host name or an IP address, used as the reference identifier of PKIX
 * @param port default 25, 465 for {@code smtps}
 */
public record Route(String host, int port, Security security, Verification verification) {
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
    /** Nothing ({@code verify=none}, the default of {@code smtp://}). */
    NONE
  }

  /** Whether a session over this route is always encrypted and its peer always checked. */
  public boolean isVerified() {
    boolean encrypted = security == Security.IMPLICIT || security == Security.STARTTLS;
    return encrypted && verification == Verification.PKIX;
  }
}
