package org.sealpost.admin;

import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/**
 * Which recipients to list; null means any.
 *
 * @param domain next-hop domain, exact, A- or U-label
 * @param requirement the message's requirement now
 * @param state the recipient's state
 * @param unfinishedOnly leave out finished recipients (only where {@code state} is null)
 * @param text part of the reverse-path, the forward-path or the subject, case ignored
 */
public record QueueFilter(
    @Nullable String domain,
    @Nullable TlsRequirement requirement,
    @Nullable RecipientState state,
    boolean unfinishedOnly,
    @Nullable String text) {
  /** Every recipient. */
  public static final QueueFilter ALL = new QueueFilter(null, null, null, false, null);
}
