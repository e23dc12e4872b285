package org.sealpost.client.dane;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPath;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The trust anchor that one DANE-TA record announces, as far as the host's chain or the record
 * itself shows it (RFC 7672 §3.1.2): a digest needs the certificate in the chain, a record of
 * matching type Full brings its own.
 */
final class AnnouncedAnchor {
  private static final String NAME_CONSTRAINTS = "2.5.29.30"; // RFC 5280 §4.2.1.10
  private static final int KEY_CERT_SIGN = 5; // RFC 5280 §4.2.1.3
  private static final int MAX_INTERMEDIATES = 8;
  private static final int OCTET_STRING_HEADER = 2;
  private static final int LONG_FORM = 0x80;

  private final List<X509Certificate> chain;
  private final List<X509Certificate> certificates = new ArrayList<>();
  private @Nullable PublicKey bareKey;

  AnnouncedAnchor(TlsaRecord announced, List<X509Certificate> chain) {
    this.chain = chain;
    // RFC 6698 §2.1.1: a trust anchor issued the host's certificate, so it is another one.
    X509Certificate leaf = chain.get(0);
    chain.stream()
        .filter(each -> !each.equals(leaf) && announced.matches(each))
        .forEach(certificates::add);
    if (certificates.isEmpty() && !announced.matches(leaf) && announced.isFull()) {
      announced.certificate().ifPresent(certificates::add);
      bareKey = announced.key().orElse(null);
    }
  }

  /** Whether anything is there to start a path from. */
  boolean isThere() {
    return !certificates.isEmpty() || bareKey != null;
  }

  /** Whether a valid path leads from it to the certificate (RFC 5280 §6). */
  boolean issued(X509Certificate leaf, Instant now) {
    Date date = Date.from(now);
    for (X509Certificate each : certificates) {
      if (isAuthority(each, date) && isBelow(each, leaf, date)) {
        return true;
      }
    }
    PublicKey key = bareKey;
    return key != null && isBelow(key, leaf, date);
  }

  /**
   * RFC 7672 §3.1.2: the constraints of an announced certificate apply. PKIX does not look at those
   * of a trust anchor (RFC 5280 §6.1.1), so this does, here and in {@link #isPermitted}.
   */
  private static boolean isAuthority(X509Certificate certificate, Date date) {
    try {
      certificate.checkValidity(date);
    } catch (CertificateException outOfTime) {
      return false;
    }
    boolean[] keyUsage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() >= 0 && (keyUsage == null || keyUsage[KEY_CERT_SIGN]);
  }

  private boolean isBelow(X509Certificate authority, X509Certificate leaf, Date date) {
    // RFC 5280 §4.2.1.9: the path length constraint counts the certificates in between.
    int longest = Math.min(MAX_INTERMEDIATES, authority.getBasicConstraints());
    List<X509Certificate> path = path(leaf, new TrustAnchor(authority, null), longest, date);
    return !path.isEmpty() && isPermitted(authority, path);
  }

  /** A key has no name, so it is tried under each name an issuer in the chain has. */
  private boolean isBelow(PublicKey key, X509Certificate leaf, Date date) {
    Set<X500Principal> issuers = new HashSet<>();
    chain.forEach(each -> issuers.add(each.getIssuerX500Principal()));
    return issuers.stream()
        .filter(issuer -> !issuer.getName().isEmpty())
        .map(issuer -> path(leaf, new TrustAnchor(issuer, key, null), MAX_INTERMEDIATES, date))
        .anyMatch(path -> !path.isEmpty());
  }

  /** The certificates from the host's own to the last below the anchor; empty: there is no path. */
  private List<X509Certificate> path(
      X509Certificate leaf, TrustAnchor anchor, int longest, Date date) {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(anchor), target);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(longest);
      parameters.setDate(date);
      CertPath path = CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath();
      return path.getCertificates().stream().map(X509Certificate.class::cast).toList();
    } catch (CertPathBuilderException noPath) {
      return List.of();
    } catch (GeneralSecurityException broken) {
      // PKIX and collection stores are in every Java runtime.
      throw new IllegalStateException("this Java runtime cannot build certificate paths", broken);
    }
  }

  /** RFC 5280 §4.2.1.10: the anchor's name constraints, for every certificate below it. */
  private static boolean isPermitted(X509Certificate authority, List<X509Certificate> path) {
    byte[] extension = authority.getExtensionValue(NAME_CONSTRAINTS);
    if (extension == null) {
      return true;
    }
    X509CertSelector permitted = new X509CertSelector();
    try {
      permitted.setNameConstraints(content(extension));
    } catch (IOException unreadable) {
      return false; // fail closed: constraints that cannot be read permit nothing
    }
    return path.stream().allMatch(permitted::match);
  }

  /** What is in a DER octet string, into which {@code getExtensionValue} wraps it. */
  private static byte[] content(byte[] octetString) {
    boolean longForm = (octetString[1] & LONG_FORM) != 0;
    int header = OCTET_STRING_HEADER + (longForm ? octetString[1] & ~LONG_FORM & 0xff : 0);
    return Arrays.copyOfRange(octetString, header, octetString.length);
  }
}
