package org.sealpost.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;

/**
 * The server's side of TLS (RFC 3207, RFC 9325), with the certificates that lay in the files when
 * they were last looked at. Thread-safe.
 *
 * <p>Session tickets (RFC 8446 §4.6.1, RFC 5077) are the runtime's stateless ones. The keys they
 * are sealed with never leave memory; they change after {@link #TICKET_LIFETIME} and with every
 * reload, so that a key that is found out opens the recorded sessions of an hour at most.
 */
final class ServerTls {
  /** RFC 9325 §3.1.1: nothing older than TLS 1.2. */
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** RFC 9325 §4.2: forward secrecy and authenticated encryption, nothing else. */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final Duration TICKET_LIFETIME = Duration.ofHours(1);
  private static final int CACHED_SESSIONS = 2000;

  private final CertificateFolder files;
  private final @Nullable ClientTrust clientTrust;
  private volatile SslContext current;
  private String loaded;

  private ServerTls(
      CertificateFolder files,
      @Nullable ClientTrust clientTrust,
      String loaded,
      SslContext current) {
    this.files = files;
    this.clientTrust = clientTrust;
    this.loaded = loaded;
    this.current = current;
  }

  /**
   * Loads the certificates of the plan, which has some.
   *
   * @param clientTrust who may vouch for clients that are asked for a certificate; null: nobody is
   */
  static ServerTls load(ListenerPlan plan, @Nullable ClientTrust clientTrust)
      throws ListenersRefusedException {
    CertificateFolder files = CertificateFolder.of(plan);
    String state = files.state();
    return new ServerTls(files, clientTrust, state, context(files.read(), clientTrust));
  }

  /**
   * Takes the files anew where they have changed and are good; otherwise all stays as it is, and
   * files that are no good are said so once. Reads the disk.
   */
  synchronized void reload() {
    String state = files.state();
    if (state.equals(loaded)) {
      return;
    }
    loaded = state;
    try {
      ServerCertificates certificates = files.read();
      current = context(certificates, clientTrust);
      ConnectorLog.certificatesLoaded(certificates.count());
    } catch (ListenersRefusedException e) {
      ConnectorLog.certificatesKept(String.valueOf(e.getMessage()));
    }
  }

  /** A handler for one connection, with the certificates of now. */
  SslHandler newHandler(ByteBufAllocator allocator, Duration handshakeTimeout) {
    SslHandler handler = current.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
    return handler;
  }

  private static SslContext context(
      ServerCertificates certificates, @Nullable ClientTrust clientTrust)
      throws ListenersRefusedException {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(certificates)
              .sslProvider(SslProvider.JDK)
              .protocols(PROTOCOLS)
              .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
              .sessionTimeout(TICKET_LIFETIME.toSeconds())
              .sessionCacheSize(CACHED_SESSIONS);
      if (clientTrust != null) {
        builder.trustManager(clientTrust.handshakeTrust());
      }
      return builder.build();
    } catch (SSLException e) {
      throw new ListenersRefusedException("This Java runtime cannot do TLS", e);
    }
  }
}
