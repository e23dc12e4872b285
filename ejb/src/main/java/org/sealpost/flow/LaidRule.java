package org.sealpost.flow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.HeldBy;

/**
 * A rule that was laid down.
 *
 * @param endedBy who ended it; null while it counts
 * @param endedAt null with {@code endedBy}
 */
public record LaidRule(
    long id,
    FlowRule rule,
    String reason,
    String madeBy,
    Instant madeAt,
    @Nullable String endedBy,
    @Nullable Instant endedAt) {
  /** What the queue shows of it where it holds recipients back. */
  public HeldBy heldBy() {
    return new HeldBy(id, "Held back by a rule: " + reason + " (" + rule.text() + ")");
  }
}
