package org.sealpost.mtasts;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PkixCheck;
import org.sealpost.client.PkixVerdict;

/**
 * Judges the certificate of one Policy Host within the handshake: by PKIX and by DNS-ID alone (RFC
 * 8461 §3.3), which the Java runtime's own check of names does not do. For one connection.
 */
final class PolicyHostTrust extends X509ExtendedTrustManager {
  private final PkixCheck pkix;
  private final String host;
  private volatile @Nullable PkixVerdict verdict;

  PolicyHostTrust(PkixCheck pkix, String host) {
    this.pkix = pkix;
    this.host = host;
  }

  /** The verdict; null while no certificate was seen. */
  @Nullable PkixVerdict verdict() {
    return verdict;
  }

  /** Sockets that trust what this trusts. */
  SSLSocketFactory socketFactory() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java runtime has no TLS", broken);
    }
  }

  private void judge(X509Certificate[] chain) throws CertificateException {
    PkixVerdict found = pkix.check(List.of(chain), host);
    verdict = found;
    if (found != PkixVerdict.VERIFIED) {
      throw new CertificateException(found.explanation());
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    judge(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("a client's trust only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new UnsupportedOperationException("a client's trust only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("a client's trust only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
