package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.sealpost.smtp.TlsRequirement;

/**
 * The requirement of a message as it stands now. An operator may have changed it at another node
 * since it was read, so that it is read again before each mail transaction, but for one thing: what
 * is younger than a second counts as it is. So a message that goes at once costs no read, and one
 * that waited costs one. Used by one thread.
 */
final class FreshRequirement implements Supplier<TlsRequirement> {
  static final Duration FRESH = Duration.ofSeconds(1);

  private final long messageId;
  private final Ledger ledger;
  private final RequirementChanges changes;
  private final InstantSource clock;
  private TlsRequirement requirement;
  private Instant readAt;

  FreshRequirement(
      Claimed claimed, Ledger ledger, RequirementChanges changes, InstantSource clock) {
    this.messageId = claimed.messageId();
    this.requirement = claimed.requirement();
    this.readAt = claimed.readAt();
    this.ledger = ledger;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public TlsRequirement get() {
    Instant now = clock.instant();
    if (readAt.isBefore(now.minus(FRESH))) {
      // A message that is gone has nothing to say; its lease is, too.
      requirement = ledger.requirement(messageId).orElse(requirement);
      readAt = now;
    }
    return changes.since(readAt, messageId).orElse(requirement);
  }
}
