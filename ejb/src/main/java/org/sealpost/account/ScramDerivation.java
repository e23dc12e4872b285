package org.sealpost.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.sealpost.inflow.ScramKeys;

/** Makes SCRAM-SHA-256 keys (RFC 5802 §3, RFC 7677). */
final class ScramDerivation {
  private static final int SALT_OCTETS = 16;
  private static final int KEY_OCTETS = 32;
  private static final String HMAC = "HmacSHA256";

  private ScramDerivation() {}

  /** Keys of a prepared password with a new salt. */
  static ScramKeys of(String prepared, int iterations, SecureRandom random) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    return of(prepared, salt, iterations);
  }

  static ScramKeys of(String prepared, byte[] salt, int iterations) {
    try {
      PBEKeySpec spec = new PBEKeySpec(prepared.toCharArray(), salt, iterations, KEY_OCTETS * 8);
      // Java encodes the characters as UTF-8, as RFC 5802 §2.2 wants it.
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      spec.clearPassword();
      byte[] clientKey = hmac(salted, "Client Key");
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      return new ScramKeys(salt, iterations, storedKey, hmac(salted, "Server Key"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("the Java runtime lacks PBKDF2 or SHA-256", missing);
    }
  }

  /**
   * Keys of an account that does not exist: always the same for the same name, told from real ones
   * only by who knows the secret, and fitting no password.
   */
  static ScramKeys ofNobody(byte[] secret, String name, int iterations) {
    byte[] salt = new byte[SALT_OCTETS];
    System.arraycopy(hmac(secret, "salt " + name), 0, salt, 0, SALT_OCTETS);
    return new ScramKeys(
        salt, iterations, hmac(secret, "stored " + name), hmac(secret, "server " + name));
  }

  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("the Java runtime lacks " + HMAC, missing);
    }
  }
}
