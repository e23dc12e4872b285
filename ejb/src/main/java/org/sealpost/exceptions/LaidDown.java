package org.sealpost.exceptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * One exception.
 *
 * @param domain the domain of recipients it is for, exactly; its subdomains are other domains
 * @param pin SHA-256 of the SubjectPublicKeyInfo in lower-case hex; null unless a key is pinned
 * @param endsAt when it stops by itself; null for never
 * @param endedBy who ended it before that; null where nobody has
 * @param endedAt null with {@code endedBy}
 */
public record LaidDown(
    long id,
    Domain domain,
    ExceptionKind kind,
    @Nullable String pin,
    String reason,
    String madeBy,
    Instant madeAt,
    @Nullable Instant endsAt,
    @Nullable String endedBy,
    @Nullable Instant endedAt) {
  /** Whether it counts. */
  public boolean isInForce(Instant now) {
    return endedAt == null && (endsAt == null || now.isBefore(endsAt));
  }

  /** When it stopped to count; null while it does. */
  public @Nullable Instant stoppedAt(Instant now) {
    return isInForce(now) ? null : endedAt == null ? endsAt : endedAt;
  }
}
