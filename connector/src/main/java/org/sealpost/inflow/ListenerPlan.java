package org.sealpost.inflow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.SaslMechanism;

/**
 * Everything the SMTP server has to know to open its ports.
 *
 * @param hostName the name in the greeting and in the EHLO answer
 * @param listeners one for each address and port
 * @param certificate PEM files of the server's certificate; null where TLS is not offered
 * @param maxMessageOctets the largest message, announced by SIZE (RFC 1870)
 * @param maxRecipients the most recipients of one transaction (RFC 5321 §4.5.3.1.8: at least 100)
 * @param endpoints how many messages may be in the endpoint at the same time; more wait
 * @param spoolDirectory where mail data too large for memory is kept while it comes in; exists
 * @param minFreeOctets what mail data coming in leaves free on the disk of that directory; where it
 *     cannot, the client reads 452 4.3.1
 * @param authentication how clients may authenticate on listeners that let them
 * @param certificateDirectory more certificates, each {@code x.crt} beside its key {@code x.key},
 *     for clients that ask for one of their names (RFC 6066 §3); null where there is none
 * @param limits what clients may do
 * @param meter is told what the server does
 */
public record ListenerPlan(
    Domain hostName,
    List<ListenerConfig> listeners,
    @Nullable CertificateFiles certificate,
    long maxMessageOctets,
    int maxRecipients,
    int endpoints,
    Path spoolDirectory,
    long minFreeOctets,
    Authentication authentication,
    @Nullable Path certificateDirectory,
    ServerLimits limits,
    ServerMeter meter) {
  /** Copies the list. */
  public ListenerPlan {
    listeners = List.copyOf(listeners);
  }

  /** A plan with one certificate at most and the default limits. */
  public ListenerPlan(
      Domain hostName,
      List<ListenerConfig> listeners,
      @Nullable CertificateFiles certificate,
      long maxMessageOctets,
      int maxRecipients,
      int endpoints,
      Path spoolDirectory,
      long minFreeOctets,
      Authentication authentication) {
    this(
        hostName,
        listeners,
        certificate,
        maxMessageOctets,
        maxRecipients,
        endpoints,
        spoolDirectory,
        minFreeOctets,
        authentication,
        null,
        ServerLimits.DEFAULT,
        ServerMeter.NONE);
  }

  /**
   * A certificate and its key.
   *
   * @param chain PEM, the server's own certificate first
   * @param key PEM, PKCS#8, not encrypted
   */
  public record CertificateFiles(Path chain, Path key) {}

  /**
   * Rules of AUTH (RFC 4954).
   *
   * @param mechanisms those that may be used; each is announced only where the session has what it
   *     needs
   * @param clientRoots PEM certificates to which a client's own certificate has to lead; null where
   *     clients are not asked for one, and EXTERNAL cannot be used
   * @param maxFailures after how many failed attempts the session is closed with 421, at least 1
   * @param failureDelay how much longer than the one before each failed attempt from the fourth on
   *     waits for its answer
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
