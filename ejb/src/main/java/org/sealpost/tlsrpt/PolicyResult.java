package org.sealpost.tlsrpt;

import java.util.List;

/**
 * What sessions showed under one policy (RFC 8460 §4.2).
 *
 * @param successes sessions that satisfied it
 * @param failed sessions that did not, each counted once
 * @param failures in which ways; the sum of their counts may be larger (§4)
 */
public record PolicyResult(
    AppliedPolicy policy, long successes, long failed, List<FailureResult> failures) {
  /** Copies the list. */
  public PolicyResult {
    failures = List.copyOf(failures);
  }

  /**
   * Sessions that failed in one way.
   *
   * @param sessions how many
   */
  public record FailureResult(FailureDetail detail, long sessions) {}
}
