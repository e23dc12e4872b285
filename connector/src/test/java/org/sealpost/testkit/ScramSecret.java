package org.sealpost.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.sealpost.inflow.ScramKeys;

/** What a password becomes under SCRAM-SHA-256 (RFC 5802 §3), written down a second time. */
public final class ScramSecret {
  private ScramSecret() {}

  /**
   * The keys that a server keeps.
   *
   * @param password as SASLprep leaves it
   */
  public static ScramKeys keys(String password, byte[] salt, int iterations) {
    try {
      byte[] salted = salted(password, salt, iterations);
      byte[] clientKey = hmac(salted, "Client Key");
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      return new ScramKeys(salt, iterations, storedKey, hmac(salted, "Server Key"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a client proves with that it has the password. */
  public static byte[] proof(String password, byte[] salt, int iterations, String authMessage) {
    try {
      byte[] proof = hmac(salted(password, salt, iterations), "Client Key");
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(proof);
      byte[] signature = hmac(storedKey, authMessage);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= signature[i];
      }
      return proof;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] salted(String password, byte[] salt, int iterations)
      throws GeneralSecurityException {
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
        .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
        .getEncoded();
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
