package org.sealpost.admin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.Waits;
import org.sealpost.queue.FailureKind;
import org.sealpost.refusal.Refusal;

/**
 * Waits between attempts as an operator asks for them.
 *
 * @param recipients a domain, {@code *.domain}, or {@code *} for all that have none of their own
 * @param failure one of {@link FlowView#failures}; empty for every kind
 * @param waits after the first, second, … failed attempt, for example {@code 5m, 15m, 1h}; the last
 *     one repeats
 * @param reason compulsory
 */
public record WantedRetry(String recipients, String failure, String waits, String reason) {
  FlowRule.Retry toRule() {
    List<Duration> read =
        Waits.parse(waits).orElseThrow(() -> new CommandRefusedException(Refusal.NO_WAITS));
    return new FlowRule.Retry(WantedPattern.read(recipients), kind(), read);
  }

  private @Nullable FailureKind kind() {
    return failure.isEmpty()
        ? null
        : Arrays.stream(FailureKind.values())
            .filter(one -> one.name().equals(failure))
            .findFirst()
            .orElseThrow(() -> new CommandRefusedException(Refusal.NO_KIND_OF_FAILURE));
  }
}
