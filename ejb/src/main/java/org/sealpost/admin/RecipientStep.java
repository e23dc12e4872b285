package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;

/**
 * One step of a recipient's way through the queue.
 *
 * @param state what it came to
 * @param by the operator; null where none did it, and for a caller who sees own messages only
 * @param why what the attempt met, the reason an operator gave, or the rule; empty for nothing
 * @param next when it was to be tried then; null for at once or never
 * @param waitRule the rule that chose that time; null for the settings
 */
public record RecipientStep(
    Instant at,
    RecipientState state,
    Cause cause,
    @Nullable String by,
    String why,
    @Nullable Instant next,
    @Nullable String waitRule) {
  /** What brought it there. */
  public enum Cause {
    /** The message was taken. */
    INTAKE,
    /** An attempt began or ended. */
    ATTEMPT,
    /** A rule about how mail flows. */
    RULE,
    /** A command. */
    OPERATOR
  }
}
