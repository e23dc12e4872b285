package org.sealpost.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final SignInThrottle throttle = new SignInThrottle(clock);

  @Test
  void admitsTheFreeAttemptsAndOneMoreThenLocksTheName() {
    for (int i = 0; i <= SignInThrottle.FREE_PER_NAME; i++) {
      assertThat(throttle.admits("admin", "192.0.2." + i)).isTrue();
    }
    assertThat(throttle.admits("admin", "192.0.2.99")).isFalse();
    assertThat(throttle.admits("other", "192.0.2.99")).isTrue();
  }

  @Test
  void treatsTheNameAlikeInAnyCaseAndWithSpaces() {
    lockName("admin");

    assertThat(throttle.admits(" ADMIN ", "198.51.100.1")).isFalse();
  }

  @Test
  void doublesTheLockUpToAMinute() {
    lockName("admin");
    Duration expected = Duration.ofSeconds(2);
    for (int i = 0; i < 8; i++) {
      now = now.plus(expected).minusMillis(1);
      assertThat(throttle.admits("admin", "203.0.113." + i)).as("before %s", expected).isFalse();
      now = now.plusMillis(1);
      assertThat(throttle.admits("admin", "203.0.113." + i)).as("after %s", expected).isTrue();
      Duration doubled = expected.multipliedBy(2);
      expected =
          doubled.compareTo(SignInThrottle.LONGEST_FOR_NAME) < 0
              ? doubled
              : SignInThrottle.LONGEST_FOR_NAME;
    }
  }

  @Test
  void doesNotLengthenTheLockByRefusedAttempts() {
    lockName("admin");
    for (int i = 0; i < 100; i++) {
      throttle.admits("admin", "192.0.2.200");
    }
    now = now.plusSeconds(2);

    assertThat(throttle.admits("admin", "192.0.2.200")).isTrue();
  }

  @Test
  void locksAnAddressThatTriesManyNames() {
    for (int i = 0; i <= SignInThrottle.FREE_PER_ADDRESS; i++) {
      assertThat(throttle.admits("name" + i, "192.0.2.1")).isTrue();
    }
    assertThat(throttle.admits("another", "192.0.2.1")).isFalse();
    assertThat(throttle.admits("another", "192.0.2.2")).isTrue();
  }

  @Test
  void countsAWholeIpv6Prefix() {
    for (int i = 0; i <= SignInThrottle.FREE_PER_ADDRESS; i++) {
      throttle.admits("name" + i, "2001:db8:1:2::" + Integer.toHexString(i));
    }
    assertThat(throttle.admits("another", "2001:db8:1:2:ffff::1")).isFalse();
    assertThat(throttle.admits("another", "2001:db8:1:3::1")).isTrue();
  }

  @Test
  void forgetsTheNameAfterTheRightPassword() {
    for (int i = 0; i < 50; i++) {
      assertThat(throttle.admits("admin", "192.0.2.1")).isTrue();
      throttle.succeeded("admin", "192.0.2.1");
    }
    assertThat(throttle.remembered()).isZero();
  }

  @Test
  void doesNotLetOneRightPasswordPayForGuessesAtOthers() {
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      if (throttle.admits("own", "192.0.2.1")) {
        throttle.succeeded("own", "192.0.2.1");
      }
      admitted += throttle.admits("victim" + i, "192.0.2.1") ? 1 : 0;
    }
    // Each success lifts the lock but not the count, so every further guess locks for longer; the
    // own sign-in is refused with it.
    assertThat(admitted).isLessThanOrEqualTo(SignInThrottle.FREE_PER_ADDRESS + 1);
  }

  @Test
  void forgetsAfterAnHour() {
    lockName("admin");
    now = now.plus(SignInThrottle.FORGOTTEN_AFTER);
    for (int i = 0; i <= SignInThrottle.FREE_PER_NAME; i++) {
      assertThat(throttle.admits("admin", "198.51.100." + i)).isTrue();
    }
  }

  @Test
  void keepsItsMemoryBounded() {
    for (int i = 0; i < 3 * SignInThrottle.CAPACITY; i++) {
      throttle.admits("name" + i, "10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
    }
    assertThat(throttle.remembered()).isEqualTo(2 * SignInThrottle.CAPACITY);
  }

  @Test
  void keepsALongNameShort() {
    String start = "x".repeat(100);
    for (int i = 0; i <= SignInThrottle.FREE_PER_NAME; i++) {
      throttle.admits(start + i, "192.0.2." + i);
    }
    assertThat(throttle.admits(start + "last", "192.0.2.99")).isFalse();
  }

  private void lockName(String name) {
    for (int i = 0; i <= SignInThrottle.FREE_PER_NAME; i++) {
      assertThat(throttle.admits(name, "192.0.2." + (100 + i))).isTrue();
    }
  }
}
