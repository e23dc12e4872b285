package org.sealpost.delivery;

import java.util.List;

/**
 * The end of one attempt.
 *
 * @param outcomes one for each forward-path of the job, in its order
 * @param trace what was decided and done, host by host, in the order it happened
 */
public record DeliveryResult(List<RecipientOutcome> outcomes, List<HostTrace> trace) {
  /** Copies both lists. */
  public DeliveryResult {
    outcomes = List.copyOf(outcomes);
    trace = List.copyOf(trace);
  }
}
