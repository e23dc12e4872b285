package org.sealpost.certificate;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** Any certificate authority that keeps to RFC 8555, its own HTTPS checked against given roots. */
final class AuthorityClient extends GenericAcmeProvider {
  private final SSLContext trust;

  AuthorityClient(Set<TrustAnchor> roots) {
    this.trust = trusting(roots);
  }

  @Override
  public HttpClient createHttpClient(NetworkSettings settings) {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(settings.getTimeout())
        .proxy(settings.getProxySelector())
        .sslContext(trust)
        .build();
  }

  private static SSLContext trusting(Set<TrustAnchor> roots) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (TrustAnchor root : roots) {
        store.setCertificateEntry("root-" + number++, root.getTrustedCert());
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | java.io.IOException missing) {
      throw new IllegalStateException("the Java runtime cannot check certificates", missing);
    }
  }
}
