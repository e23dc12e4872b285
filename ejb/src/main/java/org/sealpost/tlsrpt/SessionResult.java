package org.sealpost.tlsrpt;

import java.util.List;

/**
 * What one session showed under one policy.
 *
 * @param recipientDomain whose mail it was for, in A-labels
 * @param failures none where the session satisfies the policy; else each way in which it does not
 *     (RFC 8460 §4: they are not exclusive)
 */
public record SessionResult(
    String recipientDomain, AppliedPolicy policy, List<FailureDetail> failures) {
  /** Copies the list. */
  public SessionResult {
    failures = List.copyOf(failures);
  }

  /** Whether the session satisfies the policy (RFC 8460 §4.2.1). */
  public boolean isSuccess() {
    return failures.isEmpty();
  }
}
