package org.sealpost.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.Reply;

/**
 * What became of one recipient.
 *
 * @param original the recipient as the sender wrote it (RFC 3461 §4.2), null where that is unknown
 * @param action what happened
 * @param status of class 5 for a failure, 4 for a delay, 2 for the others
 * @param explanation one sentence for the sender, null where the action says all
 * @param remoteMta the host that had the last word, null where none was reached (RFC 3464 §2.3.5)
 * @param reply its reply, null where there is none
 * @param expired given up because time ran out, not because of the failure alone
 * @param lastAttempt when that was
 * @param retriedUntil until when it is tried again, null where it is not
 */
public record ReportedRecipient(
    ForwardPath forwardPath,
    @Nullable OriginalRecipient original,
    Action action,
    EnhancedStatusCode status,
    @Nullable String explanation,
    @Nullable String remoteMta,
    @Nullable Reply reply,
    boolean expired,
    Instant lastAttempt,
    @Nullable Instant retriedUntil) {
  /** What happened to the copy of one recipient (RFC 3464 §2.3.3). */
  public enum Action {
    /** Given up. */
    FAILED,
    /** Tried again. */
    DELAYED,
    /** In its mailbox. */
    DELIVERED,
    /** Handed to an MTA that will not tell the sender of success. */
    RELAYED
  }

  boolean isDelayed() {
    return action == Action.DELAYED;
  }

  boolean isFailed() {
    return action == Action.FAILED;
  }
}
