package org.sealpost.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Where the certificate authorities come from that {@link PkixCheck} trusts. */
public final class TrustRoots {
  private TrustRoots() {}

  /** Those the Java runtime comes with, or was given by its own properties. */
  public static Set<TrustAnchor> ofJavaRuntime() {
    Set<TrustAnchor> anchors = new HashSet<>();
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((@Nullable KeyStore) null);
      for (TrustManager trusted : factory.getTrustManagers()) {
        if (trusted instanceof X509TrustManager x509) {
          for (X509Certificate issuer : x509.getAcceptedIssuers()) {
            anchors.add(new TrustAnchor(issuer, null));
          }
        }
      }
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java runtime has no readable trust store", broken);
    }
    return anchors;
  }

  /**
   * Those of a PEM file of one or more certificates.
   *
   * @throws IOException where it cannot be read, or holds no certificate
   */
  public static Set<TrustAnchor> read(Path pem) throws IOException {
    Collection<? extends Certificate> certificates;
    try (InputStream in = Files.newInputStream(pem)) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (CertificateException malformed) {
      throw new IOException("not a PEM file of certificates: " + pem, malformed);
    }
    if (certificates.isEmpty()) {
      throw new IOException("no certificate in " + pem);
    }
    Set<TrustAnchor> anchors = new HashSet<>();
    for (Certificate certificate : certificates) {
      anchors.add(new TrustAnchor((X509Certificate) certificate, null));
    }
    return anchors;
  }
}
