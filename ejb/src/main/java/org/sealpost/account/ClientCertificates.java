package org.sealpost.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** What a client certificate says about its owner. Immutable. */
final class ClientCertificates {
  /** RFC 5280 §4.2.1.6: rfc822Name, as Java numbers the kinds of names. */
  private static final int RFC822_NAME = 1;

  /** RFC 5280 §4.2.1.12: id-kp-clientAuth. */
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

  private static final String ANY_USAGE = "2.5.29.37.0";

  private final Set<TrustAnchor> roots;
  private final InstantSource clock;

  /**
   * Believes these authorities.
   *
   * @param roots empty: names in certificates are never believed
   */
  ClientCertificates(Set<TrustAnchor> roots, InstantSource clock) {
    this.roots = Set.copyOf(roots);
    this.clock = clock;
  }

  /** SHA-256 of the certificate, hexadecimal in lower case. */
  static String fingerprint(X509Certificate certificate) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(certificate.getEncoded()));
    } catch (CertificateEncodingException impossible) {
      throw new IllegalArgumentException("a certificate without an encoding", impossible);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("the Java runtime lacks SHA-256", missing);
    }
  }

  /** Whether its time has come and not yet passed. */
  boolean isValidNow(X509Certificate certificate) {
    try {
      certificate.checkValidity(Date.from(clock.instant()));
      return true;
    } catch (CertificateException outside) {
      return false;
    }
  }

  /** The e-mail addresses in it, none where no authority we believe stands behind it. */
  List<String> believedAddresses(List<X509Certificate> chain) {
    if (roots.isEmpty() || !isForClients(chain.get(0)) || !isTrusted(chain)) {
      return List.of();
    }
    try {
      Collection<List<?>> names = chain.get(0).getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(RFC822_NAME))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateException malformed) {
      return List.of(); // names that cannot be read name nobody
    }
  }

  private static boolean isForClients(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null || usages.contains(CLIENT_AUTHENTICATION) || usages.contains(ANY_USAGE);
    } catch (CertificateException malformed) {
      return false;
    }
  }

  private boolean isTrusted(List<X509Certificate> chain) {
    List<X509Certificate> withoutRoot = chain.stream().filter(one -> !isRoot(one)).toList();
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(withoutRoot);
      PKIXParameters parameters = new PKIXParameters(roots);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      return !withoutRoot.isEmpty()
          && CertPathValidator.getInstance("PKIX").validate(path, parameters) != null;
    } catch (GeneralSecurityException notTrusted) {
      return false;
    }
  }

  private boolean isRoot(X509Certificate certificate) {
    return roots.stream().anyMatch(root -> certificate.equals(root.getTrustedCert()));
  }
}
