package org.sealpost.account;

import java.security.SecureRandom;

/** Makes passwords that nobody guesses and everybody can type: 100 bits. */
final class GeneratedPassword {
  private static final int LENGTH = 20;

  /** 32 characters, no letters that look like digits. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private GeneratedPassword() {}

  static String next(SecureRandom random) {
    StringBuilder password = new StringBuilder(LENGTH);
    random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> password.append(ALPHABET.charAt(i)));
    return password.toString();
  }
}
