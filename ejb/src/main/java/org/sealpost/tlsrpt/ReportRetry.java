package org.sealpost.tlsrpt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a report is tried again (RFC 8460 §5.5: exponential backoff, up to 24 hours). */
final class ReportRetry {
  /** How long after the first attempt there may be another. */
  static final Duration LIMIT = Duration.ofHours(24);

  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int MOST_DOUBLINGS = 6;

  private ReportRetry() {}

  /** The next attempt after one that ends now; empty where there is to be none. */
  static Optional<Instant> next(DueReport report, Instant now) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(report.attempts(), MOST_DOUBLINGS));
    Instant next = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    return next.isAfter(report.first().plus(LIMIT)) ? Optional.empty() : Optional.of(next);
  }
}
