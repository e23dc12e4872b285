package org.sealpost.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sealpost.inflow.ScramKeys;

/** The arithmetic of RFC 5802 §3 with SHA-256 (RFC 7677 §3), as far as a server needs it. */
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
