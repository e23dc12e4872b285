package org.sealpost.web.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Slows down guessing of passwords. Wrong passwords are counted per name and per address (IPv6: per
 * /64, which one person has whole); after some free ones each further one locks the name or address
 * for a time that doubles. An attempt counts as wrong from its start, so parallel guesses do not
 * slip through while the first is still being checked.
 *
 * <p>Choice: a name is locked for a minute at most, else anybody could keep the operator out; an
 * address for 15 minutes. Attempts during a lock are refused without lengthening it.
 *
 * <p>Memory is bounded: {@value #CAPACITY} names and as many addresses, the ones that failed
 * longest ago go first. Safe for many threads.
 */
public final class SignInThrottle {
  static final int CAPACITY = 10_000;
  static final int FREE_PER_NAME = 4;
  static final int FREE_PER_ADDRESS = 12;
  static final Duration LONGEST_FOR_NAME = Duration.ofMinutes(1);
  static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(15);
  static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int NAME_KEY_LENGTH = 100;

  private final InstantSource clock;
  private final Counts names = new Counts(FREE_PER_NAME, LONGEST_FOR_NAME);
  private final Counts addresses = new Counts(FREE_PER_ADDRESS, LONGEST_FOR_ADDRESS);

  /** A throttle that has seen nothing yet. */
  public SignInThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks to check a password. When this returns true, the attempt is already counted as wrong;
   * {@link #succeeded} takes that back.
   *
   * @param name as typed
   * @param address IP address of the client, as text
   * @return false where the name or the address is locked: do not look at the password
   */
  public synchronized boolean admits(String name, String address) {
    Instant now = clock.instant();
    String nameKey = nameKey(name);
    String addressKey = AddressKey.of(address);
    if (names.isLocked(nameKey, now) || addresses.isLocked(addressKey, now)) {
      return false;
    }
    names.add(nameKey, now);
    addresses.add(addressKey, now);
    return true;
  }

  /**
   * The password was right: the name is forgotten, the address loses this one attempt only, so that
   * one's own account does not buy free guesses at others.
   */
  public synchronized void succeeded(String name, String address) {
    names.forget(nameKey(name));
    addresses.takeBack(AddressKey.of(address));
  }

  /** How many names and addresses are remembered. */
  synchronized int remembered() {
    return names.byKey.size() + addresses.byKey.size();
  }

  private static String nameKey(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    return key.length() <= NAME_KEY_LENGTH ? key : key.substring(0, NAME_KEY_LENGTH);
  }

  private record Count(int wrong, Instant last, Instant lockedUntil) {}

  private static final class Counts {
    private final int free;
    private final Duration longest;
    private final Map<String, Count> byKey = new LinkedHashMap<>();

    Counts(int free, Duration longest) {
      this.free = free;
      this.longest = longest;
    }

    boolean isLocked(String key, Instant now) {
      Count count = byKey.get(key);
      return count != null && now.isBefore(count.lockedUntil());
    }

    void add(String key, Instant now) {
      // Taken out and put in again: the map stays in the order of the last failure.
      Count before = byKey.remove(key);
      boolean known = before != null && now.isBefore(before.last().plus(FORGOTTEN_AFTER));
      int wrong = known && before != null ? before.wrong() + 1 : 1;
      byKey.put(key, new Count(wrong, now, now.plus(lock(wrong))));
      if (byKey.size() > CAPACITY) {
        byKey.remove(byKey.keySet().iterator().next());
      }
    }

    void forget(String key) {
      byKey.remove(key);
    }

    void takeBack(String key) {
      Count count = byKey.get(key);
      if (count == null) {
        return;
      }
      if (count.wrong() <= 1) {
        byKey.remove(key);
      } else {
        byKey.put(key, new Count(count.wrong() - 1, count.last(), Instant.MIN));
      }
    }

    private Duration lock(int wrong) {
      int beyond = wrong - free;
      if (beyond <= 0) {
        return Duration.ZERO;
      }
      Duration doubled = Duration.ofSeconds(1L << Math.min(beyond, 20));
      return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
  }
}
