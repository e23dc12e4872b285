package org.sealpost.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 with HMAC-SHA-512 (RFC 8018 §5.2), written as {@code pbkdf2-sha512$iterations$salt$hash}
 * with salt and hash in base64.
 */
final class PasswordHash {
  /** What OWASP recommends for this function. */
  private static final int ITERATIONS = 210_000;

  private static final int SALT_OCTETS = 16;
  private static final int HASH_OCTETS = 32;
  private static final String SCHEME = "pbkdf2-sha512";
  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

  /** The hash of no password: checking against it costs what a real check costs. */
  private static final String NOBODY =
      SCHEME
          + "$"
          + ITERATIONS
          + "$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private PasswordHash() {}

  static String of(char[] password, SecureRandom random) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "$",
        List.of(
            SCHEME,
            Integer.toString(ITERATIONS),
            base64.encodeToString(salt),
            base64.encodeToString(derive(password, salt, ITERATIONS))));
  }

  /** Whether the password is the one of this hash; compares in constant time. */
  static boolean matches(char[] password, String hash) {
    String[] parts = hash.split("\\$", 4);
    if (parts.length != 4 || !parts[0].equals(SCHEME)) {
      throw new IllegalStateException("a stored password hash has another scheme");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] derived = derive(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(derived, base64.decode(parts[3]));
  }

  /** Costs what {@link #matches} costs; no password has this hash. */
  static boolean matchesNobody(char[] password) {
    return matches(password, NOBODY);
  }

  private static byte[] derive(char[] password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_OCTETS * 8);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("the Java runtime lacks " + ALGORITHM, missing);
    } finally {
      spec.clearPassword();
    }
  }
}
