package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the audit log are wanted; what is null does not narrow.
 *
 * @param actor the whole name of who did it
 * @param door by which way
 * @param action the whole word, for example {@code hold}
 * @param messageId the message it was about
 * @param from not before
 * @param until before
 * @param text stands in what was before, in what is after or in the reason, in whatever case
 */
public record AuditFilter(
    @Nullable String actor,
    @Nullable Door door,
    @Nullable String action,
    @Nullable Long messageId,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String text) {
  /** The whole log. */
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);
}
