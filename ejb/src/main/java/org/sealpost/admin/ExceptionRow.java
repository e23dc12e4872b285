package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.exceptions.LaidDown;
import org.sealpost.smtp.Domain;

/**
 * One exception of a recipient domain for the lists.
 *
 * @param kind its kind, a name that the pages have words for
 * @param weakens whether some mail is protected less because of it
 * @param pin SHA-256 of the pinned key in lower-case hex; null unless a key is pinned
 * @param endsAt when it stops by itself; null for never
 * @param stoppedAt when it stopped to count; null while it does
 * @param endedBy who ended it before its end; null where nobody has
 */
public record ExceptionRow(
    long id,
    Domain domain,
    String kind,
    boolean weakens,
    @Nullable String pin,
    String reason,
    String madeBy,
    Instant madeAt,
    @Nullable Instant endsAt,
    @Nullable Instant stoppedAt,
    @Nullable String endedBy) {
  static ExceptionRow of(LaidDown one, Instant now) {
    return new ExceptionRow(
        one.id(),
        one.domain(),
        one.kind().name(),
        one.kind().weakens(),
        one.pin(),
        one.reason(),
        one.madeBy(),
        one.madeAt(),
        one.endsAt(),
        one.stoppedAt(now),
        one.endedBy());
  }
}
