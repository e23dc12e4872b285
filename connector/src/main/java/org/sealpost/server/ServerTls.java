package org.sealpost.server;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan.CertificateFiles;

/** The server's side of TLS (RFC 3207, RFC 9325). */
final class ServerTls {
  // RFC 9325 §3.1.1: nothing older than TLS 1.2.
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private ServerTls() {}

  /**
   * The context of all listeners.
   *
   * @param clientTrust who may vouch for clients that are asked for a certificate; null: nobody is
   */
  static SslContext load(CertificateFiles files, @Nullable ClientTrust clientTrust)
      throws ListenersRefusedException {
    requireReadable(files.chain());
    requireReadable(files.key());
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(files.chain().toFile(), files.key().toFile())
              .sslProvider(SslProvider.JDK)
              .protocols(PROTOCOLS);
      if (clientTrust != null) {
        builder.trustManager(clientTrust.handshakeTrust());
      }
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new ListenersRefusedException(
          "The certificate "
              + files.chain()
              + " with the key "
              + files.key()
              + " cannot be used: the one must be a PEM chain, the other an unencrypted PKCS#8 key"
              + " in PEM; replace the files",
          e);
    }
  }

  private static void requireReadable(Path file) throws ListenersRefusedException {
    if (!Files.isReadable(file)) {
      throw new ListenersRefusedException(
          "The file " + file + " cannot be read: put it there, or correct its permissions");
    }
  }
}
