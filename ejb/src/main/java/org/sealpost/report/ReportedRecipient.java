package org.sealpost.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.OriginalRecipient;

/**
 * What became of one recipient.
 *
 * @param original the recipient as the sender wrote it (RFC 3461 §4.2), null where that is unknown
 * @param action what happened
 * @param diagnosis why
 * @param expired given up because time ran out, not because of the failure alone
 * @param lastAttempt when that was
 * @param retriedUntil until when it is tried again, null where it is not
 */
public record ReportedRecipient(
    ForwardPath forwardPath,
    @Nullable OriginalRecipient original,
    Action action,
    Diagnosis diagnosis,
    boolean expired,
    Instant lastAttempt,
    @Nullable Instant retriedUntil) {
  /** What happened to the copy of one recipient (RFC 3464 §2.3.3), the gravest first. */
  public enum Action {
    /** Given up. */
    FAILED,
    /** Tried again. */
    DELAYED,
    /** Handed to an MTA that will not tell the sender of success. */
    RELAYED,
    /** An address that stands for several; the message goes on to each of them. */
    EXPANDED,
    /** In its mailbox. */
    DELIVERED;

    /** As it stands in the field. */
    String field() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The gravest of what happened to them; there is at least one. */
  public static Action gravest(List<ReportedRecipient> recipients) {
    return recipients.stream().map(ReportedRecipient::action).min(Action::compareTo).orElseThrow();
  }

  boolean isFailed() {
    return action == Action.FAILED;
  }
}
