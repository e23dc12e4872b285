package org.sealpost.whole.rest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Waits for bulks. */
final class Bulks {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Bulks() {}

  /** What a bulk says of itself when it has ended. */
  static Map<?, ?> awaitEnd(Rest who, Rest.Answer begun) throws IOException, InterruptedException {
    String path = begun.response().headers().firstValue("Location").orElseThrow();
    Instant late = Instant.now().plus(PATIENCE);
    while (true) {
      Map<?, ?> progress = who.get(path).object();
      if (!"RUNNING".equals(progress.get("state"))) {
        return progress;
      }
      if (Instant.now().isAfter(late)) {
        throw new AssertionError("it goes on: " + progress);
      }
      Thread.sleep(20);
    }
  }
}
