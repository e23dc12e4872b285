package org.sealpost.delivery;

import org.jspecify.annotations.Nullable;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.TransportDecision;
import org.sealpost.smtp.TlsRequirement;

/**
 * What happened at one host of the next-hop domain: the proof of how a message was protected.
 *
 * @param host the MX host or the route's host
 * @param address IP address and port of the connection, null where there was none
 * @param asked the requirement of the message
 * @param stage the requirement that was decided by, which is weaker only for a notification nobody
 *     takes under its own (RFC 8689 §5)
 * @param origin where the host comes from and what was known of it
 * @param demand what was decided; null where there was nothing to decide
 * @param session what the host showed; null where it was not connected to
 * @param end how it ended
 * @param result the same in one line, with what is particular to it
 * @param laidDown what the operator has laid down for the domain that counted for the message
 */
public record HostTrace(
    String host,
    @Nullable String address,
    TlsRequirement asked,
    TlsRequirement stage,
    HostOrigin origin,
    @Nullable TransportDecision demand,
    @Nullable SessionEvidence session,
    TraceEnd end,
    String result,
    OperatorExceptions laidDown) {
  /** Nothing is laid down. */
  public HostTrace(
      String host,
      @Nullable String address,
      TlsRequirement asked,
      TlsRequirement stage,
      HostOrigin origin,
      @Nullable TransportDecision demand,
      @Nullable SessionEvidence session,
      TraceEnd end,
      String result) {
    this(
        host, address, asked, stage, origin, demand, session, end, result, OperatorExceptions.NONE);
  }

  /** No host was connected to, and nothing decided. */
  static HostTrace without(
      String name, TlsRequirement asked, HostOrigin origin, TraceEnd end, String result) {
    return new HostTrace(name, null, asked, asked, origin, null, null, end, result);
  }

  /**
   * The decision with its facts, in one line, for example {@code "REQUIRED, route tls=STARTTLS
   * verify=PKIX: TLS needed, must pass PKIX, peer must announce REQUIRETLS"}.
   */
  public String decision() {
    if (demand == null) {
      return end == TraceEnd.LOCAL ? "final delivery here" : asked + ": no host";
    }
    String weaker = stage == asked ? "" : " as " + stage + " (null reverse-path)";
    return asked + weaker + ", " + origin.text() + ": " + demand.text();
  }

  /** Protocol version, cipher and what the certificate proved; null without TLS. */
  public @Nullable String tls() {
    return session == null ? null : session.tls();
  }
}
