package org.sealpost.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.RecipientResult;
import org.sealpost.policy.RequiredEnd.HostEnd;

/** What came of one host. */
sealed interface HostResult {
  HostTrace trace();

  /** No mail transaction was made there. */
  record Unusable(HostTrace trace, Failure failure, HostEnd end) implements HostResult {
    /** Whether it is not about the host: the message requires something else by now. */
    boolean isOvertaken() {
      return failure.equals(Failures.OVERTAKEN);
    }
  }

  /**
   * At least one mail transaction was made.
   *
   * @param recipients one result for each recipient it was made for
   * @param rest why no session could be had for the others; null where there are none
   */
  record Answered(HostTrace trace, List<RecipientResult> recipients, @Nullable Unusable rest)
      implements HostResult {
    Answered(HostTrace trace, List<RecipientResult> recipients) {
      this(trace, recipients, null);
    }

    public Answered {
      recipients = List.copyOf(recipients);
    }
  }
}
