package org.sealpost.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates clients may authenticate with. A client is asked for one, never forced: one
 * whose certificate is foreign or has expired still gets its TLS session, only no EXTERNAL. So the
 * handshake lets every certificate pass, and {@link #verified} is the one place that says which
 * count. Thread-safe.
 */
final class ClientTrust {
  private final X509TrustManager roots;

  private ClientTrust(X509TrustManager roots) {
    this.roots = roots;
  }

  /**
   * Reads the roots.
   *
   * @param file PEM certificates; null: clients are not asked
   * @return null where there is no file
   * @throws ListenersRefusedException where the file cannot be used
   */
  static @Nullable ClientTrust load(@Nullable Path file) throws ListenersRefusedException {
    if (file == null) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("root-" + count, root);
        count++;
      }
      if (count == 0) {
        throw new CertificateException("no certificate in it");
      }
      return new ClientTrust(trustIn(store));
    } catch (IOException | GeneralSecurityException e) {
      throw new ListenersRefusedException(
          "The file "
              + file
              + " cannot be used for the certificates of clients: it has to be PEM certificates"
              + " that can be read; replace it, or take the setting out",
          e);
    }
  }

  private static X509TrustManager trustIn(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** For the TLS handshake: names the roots to the client, and takes what it has. */
  TrustManager handshakeTrust() {
    return new Asking(roots);
  }

  /** The client's chain, its own certificate first; empty where it has none that counts. */
  List<X509Certificate> verified(SSLSession session) {
    X509Certificate[] chain;
    try {
      chain =
          Arrays.stream(session.getPeerCertificates())
              .filter(X509Certificate.class::isInstance)
              .toArray(X509Certificate[]::new);
    } catch (SSLPeerUnverifiedException withoutCertificate) {
      return List.of();
    }
    if (chain.length == 0) {
      return List.of();
    }
    try {
      roots.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
      return List.of(chain);
    } catch (CertificateException untrusted) {
      ConnectorLog.clientCertificateRefused(chain[0], untrusted);
      return List.of();
    }
  }

  /** Decides nothing; see the class. */
  private static final class Asking extends X509ExtendedTrustManager {
    private final X509TrustManager roots;

    Asking(X509TrustManager roots) {
      this.roots = roots;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return roots.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      // Every chain may pass here: verified() decides.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
      // Every chain may pass here: verified() decides.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      // Every chain may pass here: verified() decides.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      throw new CertificateException("this is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("this is the server");
    }
  }
}
