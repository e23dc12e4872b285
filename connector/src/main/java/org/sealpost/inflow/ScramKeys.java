package org.sealpost.inflow;

import java.util.Arrays;

/** What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 §3, RFC 7677). Immutable. */
public final class ScramKeys {
  private final byte[] salt;
  private final int iterations;
  private final byte[] storedKey;
  private final byte[] serverKey;

  /**
   * Keys of one user.
   *
   * @param iterations of PBKDF2, at least 4096 (RFC 7677 §4)
   * @param storedKey H(HMAC(salted password, "Client Key")), 32 octets
   * @param serverKey HMAC(salted password, "Server Key"), 32 octets
   */
  public ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    this.salt = salt.clone();
    this.iterations = iterations;
    this.storedKey = storedKey.clone();
    this.serverKey = serverKey.clone();
  }

  public byte[] salt() {
    return salt.clone();
  }

  public int iterations() {
    return iterations;
  }

  public byte[] storedKey() {
    return storedKey.clone();
  }

  public byte[] serverKey() {
    return serverKey.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScramKeys keys
        && Arrays.equals(salt, keys.salt)
        && iterations == keys.iterations
        && Arrays.equals(storedKey, keys.storedKey)
        && Arrays.equals(serverKey, keys.serverKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(storedKey);
  }
}
