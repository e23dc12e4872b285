package org.sealpost.delivery;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;

/** What a TLSA record of a case says of the server's certificate. */
enum LabTlsa {
  /** The server's own key. */
  OWN_KEY("3 1 1 right", true),
  OWN_KEY_LONG("3 1 2 right", true),
  /** The server's certificate itself. */
  OWN_CERTIFICATE("3 0 1 right", true),
  /** The key in full. */
  BARE_KEY("3 1 0 right", true),
  /** The authority, which is last in the chain. */
  AUTHORITY("2 0 1 right", true),
  /** An authority that has nothing to do with it. */
  OTHER_AUTHORITY("2 1 1 of another authority", false),
  /** The server's certificate, which is no authority. */
  LEAF_AS_AUTHORITY("2 0 1 of the server's own certificate", false),
  WRONG("3 1 1 wrong", false),
  /** A usage that has no meaning between mail servers (RFC 7672 §3.1.3). */
  PKIX_USAGE("1 1 1", false),
  /** A record nobody can read yet. */
  UNKNOWN("9 9 9", false);

  private final String text;
  private final boolean proof;

  LabTlsa(String text, boolean proof) {
    this.text = text;
    this.proof = proof;
  }

  String text() {
    return text;
  }

  /** Whether a server with that certificate can be proved by it. */
  boolean isProof() {
    return proof;
  }

  /** The data of the record. */
  String of(Issued issued) {
    X509Certificate own = issued.certificate();
    List<X509Certificate> chain = issued.chain();
    byte[] key = own.getPublicKey().getEncoded();
    return switch (this) {
      case OWN_KEY -> "3 1 1 " + hash("SHA-256", key);
      case OWN_KEY_LONG -> "3 1 2 " + hash("SHA-512", key);
      case OWN_CERTIFICATE -> "3 0 1 " + hash("SHA-256", encoded(own));
      case BARE_KEY -> "3 1 0 " + HexFormat.of().formatHex(key);
      case AUTHORITY -> "2 0 1 " + hash("SHA-256", encoded(chain.get(chain.size() - 1)));
      case OTHER_AUTHORITY -> "2 1 1 " + hash("SHA-256", otherKey());
      case LEAF_AS_AUTHORITY -> "2 0 1 " + hash("SHA-256", encoded(own));
      case WRONG -> "3 1 1 " + "ab".repeat(32);
      case PKIX_USAGE -> "1 1 1 " + hash("SHA-256", key);
      case UNKNOWN -> "9 9 9 abcd";
    };
  }

  private static byte[] otherKey() {
    return new TestAuthority("Other").root().getPublicKey().getEncoded();
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String hash(String algorithm, byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(octets));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(algorithm, impossible);
    }
  }
}
