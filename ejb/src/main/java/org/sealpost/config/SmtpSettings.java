package org.sealpost.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.SaslMechanism;

/**
 * The SMTP listeners.
 *
 * @param relay {@code smtp.relay.*}, default 127.0.0.1:2525
 * @param submission {@code smtp.submission.*}, default 127.0.0.1:2587
 * @param submissions {@code smtp.submissions.*}, default 127.0.0.1:2465
 * @param lmtp {@code smtp.lmtp.*}, default off, 127.0.0.1:2424; never port 25 (RFC 2033 §5)
 * @param authentication {@code smtp.authentication.*}: how clients may authenticate
 * @param maxMessageOctets {@code smtp.max-message-octets}: default 104857600 (100 MiB)
 * @param maxRecipients {@code smtp.max-recipients}: 100 to 50000, default 100 (RFC 5321 §4.5.3.1.8)
 * @param longestHold {@code smtp.longest-hold}: default 30 days, zero for not at all (RFC 4865)
 * @param workers {@code smtp.workers}: messages being stored at the same time, 1 to 30, default 16;
 *     more wait
 * @param certificate {@code tls.certificate}: PEM chain; null: {@code tls/server.crt} in the data
 *     directory, made at the first start
 * @param key {@code tls.key}: PEM PKCS#8 key; null: {@code tls/server.key} in the data directory
 */
public record SmtpSettings(
    Listener relay,
    Listener submission,
    Listener submissions,
    Listener lmtp,
    Authentication authentication,
    long maxMessageOctets,
    int maxRecipients,
    Duration longestHold,
    int workers,
    @Nullable Path certificate,
    @Nullable Path key) {
  /**
   * One listener.
   *
   * @param enabled {@code .enabled}: default true, of LMTP false
   * @param bind {@code .bind}: an IP address, default 127.0.0.1
   * @param port {@code .port}: 1 to 65535
   * @param requireTls {@code .requiretls}: whether REQUIRETLS is announced under TLS, default true
   * @param authentication {@code .authentication}: whether AUTH is announced and taken under TLS,
   *     default true; never on the relay listener
   */
  public record Listener(
      boolean enabled, String bind, int port, boolean requireTls, boolean authentication) {}

  /**
   * Rules of AUTH (RFC 4954).
   *
   * @param mechanisms {@code smtp.authentication.mechanisms}: those that may be used, default all
   *     but OAUTHBEARER
   * @param clientRoots {@code tls.client-roots}: PEM certificates to which a client's certificate
   *     has to lead; null: clients are not asked for one
   * @param maxFailures {@code smtp.authentication.max-failures}: 1 to 100, default 10
   * @param failureDelay {@code smtp.authentication.failure-delay}: default PT1S
   */
  public record Authentication(
      List<SaslMechanism> mechanisms,
      @Nullable Path clientRoots,
      int maxFailures,
      Duration failureDelay) {
    /** Copies the list. */
    public Authentication {
      mechanisms = List.copyOf(mechanisms);
    }
  }
}
