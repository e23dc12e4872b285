package org.sealpost.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.sealpost.inflow.ScramKeys;

/**
 * The arithmetic of RFC 5802 §3 with SHA-256 (RFC 7677 §3), as far as server and client need it.
 */
final class ScramProof {
  private static final int OCTETS = 32;

  private ScramProof() {}

  /** Whether who made this proof has the password. */
  static boolean isRight(ScramKeys keys, byte[] authMessage, byte[] proof) {
    if (proof.length != OCTETS) {
      return false;
    }
    // ClientKey := ClientProof XOR HMAC(StoredKey, AuthMessage); StoredKey = H(ClientKey)?
    byte[] clientKey = hmac(keys.storedKey(), authMessage);
    for (int i = 0; i < OCTETS; i++) {
      clientKey[i] ^= proof[i];
    }
    return MessageDigest.isEqual(sha256(clientKey), keys.storedKey());
  }

  /** By which the client sees that the server knows its keys. */
  static byte[] serverSignature(ScramKeys keys, byte[] authMessage) {
    return hmac(keys.serverKey(), authMessage);
  }

  /** SaltedPassword := Hi(Normalize(password), salt, i). */
  static byte[] saltedPassword(String password, byte[] salt, int iterations) {
    // Hi is PBKDF2 (RFC 5802 §2.2); Java's own takes the characters as UTF-8.
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, OCTETS * 8);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  /** ClientProof := ClientKey XOR HMAC(H(ClientKey), AuthMessage). */
  static byte[] clientProof(byte[] saltedPassword, byte[] authMessage) {
    byte[] proof = hmac(saltedPassword, "Client Key".getBytes(StandardCharsets.US_ASCII));
    byte[] signature = hmac(sha256(proof), authMessage);
    for (int i = 0; i < OCTETS; i++) {
      proof[i] ^= signature[i];
    }
    return proof;
  }

  /**
   * The same signature as {@link #serverSignature(ScramKeys, byte[])}, as the client expects it.
   */
  static byte[] serverSignature(byte[] saltedPassword, byte[] authMessage) {
    byte[] serverKey = hmac(saltedPassword, "Server Key".getBytes(StandardCharsets.US_ASCII));
    return hmac(serverKey, authMessage);
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }
}
