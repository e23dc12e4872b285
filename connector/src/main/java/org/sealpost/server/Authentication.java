package org.sealpost.server;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.sasl.Exchange;
import org.sealpost.sasl.ExternalExchange;
import org.sealpost.sasl.LoginExchange;
import org.sealpost.sasl.OauthBearerExchange;
import org.sealpost.sasl.PlainExchange;
import org.sealpost.sasl.ScramExchange;
import org.sealpost.sasl.Step;
import org.sealpost.sasl.StrictBase64;
import org.sealpost.sasl.TlsChannelBindings;
import org.sealpost.smtp.SaslMechanism;

/**
 * What one session knows of authentication: with which mechanisms it may be done, how often it
 * failed, and who it was in the end (RFC 4954). Used by the session's event loop only.
 */
final class Authentication {
  /** How many failures are answered at once. */
  private static final int PROMPT_FAILURES = 3;

  private static final int NONCE_OCTETS = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ServerSession session;
  private @Nullable SSLSession tls;
  private List<X509Certificate> clientChain = List.of();
  private @Nullable String identity;
  private int failures;
  private @Nullable AuthAttempt attempt;

  Authentication(ServerSession session) {
    this.session = session;
  }

  /** The account that authenticated itself; null as long as none has. */
  @Nullable String identity() {
    return identity;
  }

  /** RFC 3207 §4.2: nothing that was said before counts. */
  void onTlsActive(SSLSession active) {
    tls = active;
    identity = null;
    attempt = null;
    ClientTrust trust = session.context().clientTrust();
    clientChain =
        trust == null || !session.listener().authenticate() ? List.of() : trust.verified(active);
  }

  /** The mechanisms for the EHLO answer, the strongest first; empty where AUTH is not offered. */
  String announcement() {
    return rules().mechanisms().stream()
        .filter(this::isAnnounced)
        .distinct()
        .sorted()
        .map(SaslMechanism::wireName)
        .collect(Collectors.joining(" "));
  }

  private boolean isAnnounced(SaslMechanism mechanism) {
    SSLSession active = tls;
    // A mechanism that clients would choose and fail with must not be in the list: over TLS 1.3
    // they bind with tls-exporter (RFC 9266 §3), over older TLS with tls-unique, which we have not.
    boolean binds = active != null && bindings(active).hasExporter();
    return isUsable(mechanism) && (mechanism != SaslMechanism.SCRAM_SHA_256_PLUS || binds);
  }

  private boolean isUsable(SaslMechanism mechanism) {
    return session.listener().authenticate()
        && tls != null
        && rules().mechanisms().contains(mechanism)
        && (mechanism != SaslMechanism.EXTERNAL || !clientChain.isEmpty());
  }

  /** A new exchange; empty where the mechanism cannot be used in this session. */
  Optional<Exchange> exchange(SaslMechanism mechanism) {
    SSLSession active = tls;
    if (active == null || !isUsable(mechanism)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (mechanism) {
          case SCRAM_SHA_256_PLUS -> ScramExchange.bound(bindings(active), Authentication::nonce);
          case SCRAM_SHA_256 ->
              ScramExchange.unbound(
                  isAnnounced(SaslMechanism.SCRAM_SHA_256_PLUS), Authentication::nonce);
          case EXTERNAL -> new ExternalExchange(clientChain);
          case OAUTHBEARER -> new OauthBearerExchange();
          case PLAIN -> new PlainExchange();
          case LOGIN -> new LoginExchange();
        });
  }

  private static TlsChannelBindings bindings(SSLSession session) {
    return TlsChannelBindings.ofServer(session, ConnectorLog::bindingUnavailable);
  }

  /** Base64 is printable and has no comma, as RFC 5802 §7 wants a nonce. */
  private static String nonce() {
    byte[] octets = new byte[NONCE_OCTETS];
    RANDOM.nextBytes(octets);
    return StrictBase64.encode(octets);
  }

  void begin(AuthAttempt begun, Step first) {
    attempt = begun;
    begun.take(first);
  }

  void onFramed(Framed framed) {
    AuthAttempt current = attempt;
    if (current == null) {
      throw new IllegalStateException("no exchange is under way");
    }
    current.onFramed(framed);
  }

  void succeeded(String who) {
    identity = who;
    attempt = null;
    failures = 0;
  }

  void ended() {
    attempt = null;
  }

  /** Counts a failed attempt; gives how long its answer has to wait (RFC 4954 §9). */
  Duration failed() {
    attempt = null;
    failures++;
    return rules().failureDelay().multipliedBy(Math.max(0, failures - PROMPT_FAILURES));
  }

  boolean hasFailedTooOften() {
    return failures >= rules().maxFailures();
  }

  private ListenerPlan.Authentication rules() {
    return session.context().plan().authentication();
  }
}
