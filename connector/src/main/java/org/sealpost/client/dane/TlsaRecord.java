package org.sealpost.client.dane;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One TLSA record (RFC 6698 §2.1), as it stands in the DNS: it may be nonsense, see {@link
 * #isUsable}.
 *
 * @param usage 0 to 255, the certificate usage
 * @param selector 0 to 255
 * @param matchingType 0 to 255
 * @param data the certificate association data in lower-case hexadecimal digits
 */
public record TlsaRecord(int usage, int selector, int matchingType, String data) {
  /** Usage DANE-TA: a trust anchor of the server's chain (RFC 6698 §2.1.1). */
  public static final int DANE_TA = 2;

  /** Usage DANE-EE: the server's own certificate. */
  public static final int DANE_EE = 3;

  /** Selector Cert: the whole certificate (RFC 6698 §2.1.2). */
  public static final int CERT = 0;

  /** Selector SPKI: the public key. */
  public static final int SPKI = 1;

  /** Matching type Full: the thing itself (RFC 6698 §2.1.3). */
  public static final int FULL = 0;

  /** Matching type SHA2-256: its digest. */
  public static final int SHA2_256 = 1;

  /** Matching type SHA2-512: its digest. */
  public static final int SHA2_512 = 2;

  private static final int MOST_SHOWN = 16;
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** A record of octets. */
  public static TlsaRecord of(int usage, int selector, int matchingType, byte[] data) {
    return new TlsaRecord(usage, selector, matchingType, HexFormat.of().formatHex(data));
  }

  /**
   * Whether a client of mail between servers can use it: usage DANE-TA or DANE-EE (RFC 7672
   * §3.1.3), a selector and a matching type that are assigned, and data that can be what they say.
   */
  public boolean isUsable() {
    boolean known =
        (usage == DANE_TA || usage == DANE_EE) && (selector == CERT || selector == SPKI);
    return known
        && switch (matchingType) {
          // RFC 6698 §4.1: a record that cannot be read is unusable.
          case FULL -> selector == CERT ? certificate().isPresent() : key().isPresent();
          case SHA2_256 -> data.length() == 2 * 256 / 8;
          case SHA2_512 -> data.length() == 2 * 512 / 8;
          default -> false;
        };
  }

  /** Whether the certificate, or its key, is what the record says (RFC 6698 §2.1). */
  boolean matches(X509Certificate certificate) {
    try {
      byte[] selected =
          selector == CERT ? certificate.getEncoded() : certificate.getPublicKey().getEncoded();
      byte[] association =
          switch (matchingType) {
            case FULL -> selected;
            case SHA2_256 -> MessageDigest.getInstance("SHA-256").digest(selected);
            case SHA2_512 -> MessageDigest.getInstance("SHA-512").digest(selected);
            default -> throw new IllegalStateException("an unusable record was not left out");
          };
      return HexFormat.of().formatHex(association).equals(data);
    } catch (CertificateEncodingException unreadable) {
      return false; // fail closed
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-2", impossible);
    }
  }

  /** Whether the record holds the thing itself, not a digest of it. */
  boolean isFull() {
    return matchingType == FULL;
  }

  /** The certificate in a record of selector Cert and matching type Full. */
  Optional<X509Certificate> certificate() {
    if (selector != CERT || !isFull()) {
      return Optional.empty();
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      byte[] der = HexFormat.of().parseHex(data);
      return Optional.of(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException | IllegalArgumentException notACertificate) {
      return Optional.empty();
    }
  }

  /** The key in a record of selector SPKI and matching type Full. */
  Optional<PublicKey> key() {
    if (selector != SPKI || !isFull()) {
      return Optional.empty();
    }
    return KEY_ALGORITHMS.stream().flatMap(algorithm -> key(algorithm).stream()).findFirst();
  }

  private Optional<PublicKey> key(String algorithm) {
    try {
      X509EncodedKeySpec spki = new X509EncodedKeySpec(HexFormat.of().parseHex(data));
      return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(spki));
    } catch (GeneralSecurityException | IllegalArgumentException ofAnotherAlgorithm) {
      return Optional.empty();
    }
  }

  /** In presentation format (RFC 6698 §2.2): {@code 3 1 1 0f2d} with all of the data. */
  public String presentation() {
    return usage + " " + selector + " " + matchingType + " " + data;
  }

  /** For traces: {@code 3 1 1 0f2d...}. */
  public String text() {
    String shown = data.length() <= MOST_SHOWN ? data : data.substring(0, MOST_SHOWN) + "...";
    return usage + " " + selector + " " + matchingType + " " + shown;
  }
}
