package org.sealpost.mtasts;

import java.time.Duration;
import java.util.List;

/**
 * A policy (RFC 8461 §3.2).
 *
 * @param maxAge how long it counts from the moment it was fetched; at most {@link #LONGEST}
 * @param mx patterns of hosts; at least one, except in mode none
 */
public record MtaStsPolicy(PolicyMode mode, Duration maxAge, List<MxPattern> mx) {
  /** RFC 8461 §3.2: the maximum of max_age, 31557600 seconds. */
  public static final Duration LONGEST = Duration.ofHours(8766);

  /** Copies the list. */
  public MtaStsPolicy {
    mx = List.copyOf(mx);
    if (mx.isEmpty() && mode != PolicyMode.NONE) {
      throw new IllegalArgumentException("mode " + mode + " without mx");
    }
  }

  /** Its fields, one line each, as the policy resource has them. */
  public List<String> lines() {
    return PolicyText.write(this).lines().toList();
  }

  /** Whether a host is one of the domain's (RFC 8461 §4.1); the mode makes no difference. */
  public boolean covers(String host) {
    return mx.stream().anyMatch(pattern -> pattern.matches(host));
  }
}
