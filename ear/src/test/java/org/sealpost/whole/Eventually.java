package org.sealpost.whole;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does, up to a deadline. */
public final class Eventually {
  private static final Duration STEP = Duration.ofMillis(20);

  private Eventually() {}

  /** Asks again and again until it holds; fails with the description after the patience. */
  public static void within(
      Duration patience, Supplier<String> description, Callable<Boolean> condition)
      throws Exception {
    Instant deadline = Instant.now().plus(patience);
    while (!condition.call()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within " + patience + ": " + description.get());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
