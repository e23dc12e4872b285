package org.sealpost.tlsrpt;

import java.time.LocalDate;
import java.util.List;

/**
 * What sessions of one UTC day showed that a domain may want to hear of.
 *
 * @param domain the Policy Domain that a report goes to: recipients' domain or TLSA base domain
 */
public record DayResults(LocalDate day, String domain, List<PolicyResult> policies) {
  /** Copies the list. */
  public DayResults {
    policies = List.copyOf(policies);
  }

  /** Sessions that satisfied their policy. */
  public long successes() {
    return policies.stream().mapToLong(PolicyResult::successes).sum();
  }

  /** Sessions that did not. */
  public long failed() {
    return policies.stream().mapToLong(PolicyResult::failed).sum();
  }
}
