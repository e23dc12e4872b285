package org.sealpost.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Checks a certificate chain by PKIX (RFC 5280 §6) and the host's name in it (RFC 6125), against a
 * fixed set of roots. Revocation is not looked at, as is usual between mail servers.
 *
 * <p>Immutable and thread-safe. Whatever goes wrong in a check is a verdict other than {@link
 * PkixVerdict#VERIFIED}.
 */
public final class PkixCheck {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1"; // RFC 5280 §4.2.1.12
  private static final int MAX_INTERMEDIATES = 8;
  private static final int DIGITAL_SIGNATURE = 0; // RFC 5280 §4.2.1.3
  private static final int KEY_ENCIPHERMENT = 2;

  private final Set<TrustAnchor> roots;
  private final InstantSource clock;

  /**
   * @param roots what is trusted; empty: nothing is
   */
  public PkixCheck(Set<TrustAnchor> roots, InstantSource clock) {
    this.roots = Set.copyOf(roots);
    this.clock = clock;
  }

  /**
   * Judges a chain as a host presented it.
   *
   * @param chain the host's own certificate first, then any others in any order
   * @param host the reference identifier: a name in A-labels, or an IP address as text
   */
  public PkixVerdict check(List<X509Certificate> chain, String host) {
    if (chain.isEmpty()) {
      return PkixVerdict.NO_CERTIFICATE;
    }
    X509Certificate leaf = chain.get(0);
    Instant now = clock.instant();
    if (!isInTime(leaf, now)) {
      return PkixVerdict.OUT_OF_TIME;
    }
    if (!isForServers(leaf) || !leadsToRoot(chain, Date.from(now))) {
      return PkixVerdict.NOT_TRUSTED;
    }
    return CertificateNames.name(leaf, host) ? PkixVerdict.VERIFIED : PkixVerdict.WRONG_NAME;
  }

  private boolean leadsToRoot(List<X509Certificate> chain, Date now) {
    X509Certificate leaf = chain.get(0);
    if (roots.stream().anyMatch(root -> leaf.equals(root.getTrustedCert()))) {
      return true; // the operator trusts this very certificate
    }
    if (roots.isEmpty()) {
      return false; // PKIXBuilderParameters takes no empty set
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, target);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(MAX_INTERMEDIATES);
      parameters.setDate(now);
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (CertPathBuilderException noPath) {
      return false;
    } catch (GeneralSecurityException broken) {
      // PKIX and collection stores are in every Java runtime.
      throw new IllegalStateException("this Java runtime cannot build certificate paths", broken);
    }
  }

  /** Whether a certificate is valid at that time (RFC 5280 §4.1.2.5). */
  public static boolean isInTime(X509Certificate leaf, Instant at) {
    try {
      leaf.checkValidity(Date.from(at));
      return true;
    } catch (CertificateException outOfTime) {
      return false;
    }
  }

  /** Whether the uses a certificate states, if any, allow a TLS server (RFC 5280 §4.2.1.3, .12). */
  public static boolean isForServers(X509Certificate leaf) {
    boolean[] keyUsage = leaf.getKeyUsage();
    if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE] && !keyUsage[KEY_ENCIPHERMENT]) {
      return false;
    }
    X509CertSelector server = new X509CertSelector();
    try {
      server.setExtendedKeyUsage(Set.of(SERVER_AUTH));
    } catch (IOException impossible) {
      throw new IllegalStateException("serverAuth is an object identifier", impossible);
    }
    return server.match(leaf);
  }
}
