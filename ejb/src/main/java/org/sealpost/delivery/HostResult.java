package org.sealpost.delivery;

import java.util.List;
import org.sealpost.client.RecipientResult;
import org.sealpost.policy.RequiredEnd.HostEnd;

/** What came of one host. */
sealed interface HostResult {
  HostTrace trace();

  /** No mail transaction was made there. */
  record Unusable(HostTrace trace, Failure failure, HostEnd end) implements HostResult {}

  /** A mail transaction was made; one result for each recipient it was made for. */
  record Answered(HostTrace trace, List<RecipientResult> recipients) implements HostResult {
    public Answered {
      recipients = List.copyOf(recipients);
    }
  }
}
