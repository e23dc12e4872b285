package org.sealpost.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for a while which password was right, so that a program that signs in for every message
 * does not cost an Argon2 computation each. It keeps an HMAC of password and stored hash under a
 * key of this process: never the password, and nothing that counts once the password is changed.
 * Thread-safe.
 */
final class RecentPasswords {
  static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MOST = 10_000;
  private static final int KEY_OCTETS = 32;

  private final InstantSource clock;
  private final byte[] key = new byte[KEY_OCTETS];
  private final Map<String, Instant> until =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  RecentPasswords(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    random.nextBytes(key);
  }

  /** Whether this password was right for this stored hash a short while ago. */
  boolean knows(String prepared, String hash) {
    String mark = mark(prepared, hash);
    synchronized (until) {
      Instant end = until.get(mark);
      return end != null && clock.instant().isBefore(end);
    }
  }

  void add(String prepared, String hash) {
    String mark = mark(prepared, hash);
    synchronized (until) {
      until.remove(mark);
      until.put(mark, clock.instant().plus(KEPT));
    }
  }

  private String mark(String prepared, String hash) {
    // The hash has no space, so no two pairs give the same text.
    return Base64.getEncoder().encodeToString(ScramDerivation.hmac(key, hash + " " + prepared));
  }
}
