package org.sealpost.queue;

import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ForwardPath;

/**
 * What operators have laid down about how mail flows, as it counts now. Thread-safe; in memory, so
 * that asking never blocks and never fails.
 */
public interface FlowRules {
  /** Nothing is laid down. */
  FlowRules NONE = new FlowRules() {};

  /**
   * The rule that holds back a recipient of a message that is being taken; null where none does.
   */
  default @Nullable HeldBy heldBy(NewMessage message, ForwardPath path) {
    return null;
  }

  /** The lines that are paused. */
  default ClosedLines closed() {
    return ClosedLines.NONE;
  }

  /** How much may go to a recipient domain. */
  default LineLimit limit(String domain) {
    return LineLimit.NONE;
  }

  /** The waits after a failure of that kind; null where those of the settings count. */
  default @Nullable RuledWaits waits(Domain domain, FailureKind kind) {
    return null;
  }
}
