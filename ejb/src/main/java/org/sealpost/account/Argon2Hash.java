package org.sealpost.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash} with salt and
 * hash in base64 without padding.
 */
final class Argon2Hash {
  // RFC 9106 §4 has 64 MiB as its second recommendation; Choice: what OWASP recommends as enough,
  // because a mail server checks many passwords at the same time.
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_OCTETS = 16;
  private static final int HASH_OCTETS = 32;
  private static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=" + VERSION + "\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([^$]+)\\$([^$]+)");

  /** The hash of no password: checking against it costs what a real check costs. */
  private static final String NOBODY = text(new byte[SALT_OCTETS], new byte[HASH_OCTETS]);

  private Argon2Hash() {}

  static String of(String prepared, SecureRandom random) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    return text(salt, derive(prepared, salt, MEMORY_KIB, PASSES, LANES));
  }

  /** Whether the password is the one of this hash; compares in constant time. */
  static boolean matches(String prepared, String hash) {
    Matcher parts = FORM.matcher(hash);
    if (!parts.matches()) {
      throw new IllegalStateException("a stored password hash has another scheme");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] derived =
        derive(
            prepared,
            base64.decode(parts.group(4)),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    return MessageDigest.isEqual(derived, base64.decode(parts.group(5)));
  }

  /** Costs what {@link #matches} costs; no password has this hash. */
  static boolean matchesNobody(String prepared) {
    return matches(prepared, NOBODY);
  }

  private static String text(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v="
        + VERSION
        + ("$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES)
        + ("$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
  }

  private static byte[] derive(String prepared, byte[] salt, int memory, int passes, int lanes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(VERSION)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_OCTETS];
    generator.generateBytes(prepared.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
