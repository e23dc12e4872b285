package org.sealpost.delivery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The SHA-256 of a certificate's SubjectPublicKeyInfo in lower-case hex (as in TLSA 3 1 1). */
public final class KeyPin {
  private KeyPin() {}

  /** The pin of a certificate; the same for each certificate of one key. */
  public static String of(X509Certificate certificate) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(certificate.getPublicKey().getEncoded()));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing); // every Java platform has to have it
    }
  }
}
