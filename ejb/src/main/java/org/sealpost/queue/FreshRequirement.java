package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.sealpost.smtp.TlsRequirement;

/**
 * The requirement of a message as it stands now, as long as its recipients may be attempted. An
 * operator may have changed it at another node since it was read, or held a recipient, so that both
 * are read again before each mail transaction, but for one thing: what is younger than a second
 * counts as it is. So a message that goes at once costs no read, and one that waited costs one.
 * Used by one thread.
 */
final class FreshRequirement implements Supplier<TlsRequirement> {
  static final Duration FRESH = Duration.ofSeconds(1);

  private final Claimed claimed;
  private final String node;
  private final Ledger ledger;
  private final RequirementChanges changes;
  private final InstantSource clock;
  private TlsRequirement requirement;
  private Instant readAt;

  FreshRequirement(
      Claimed claimed,
      String node,
      Ledger ledger,
      RequirementChanges changes,
      InstantSource clock) {
    this.claimed = claimed;
    this.node = node;
    this.requirement = claimed.requirement();
    this.readAt = claimed.readAt();
    this.ledger = ledger;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Reads it where that is due.
   *
   * @throws CalledOffException where a recipient is held or no longer leased to this node, or the
   *     database fails
   */
  @Override
  public TlsRequirement get() {
    Instant now = clock.instant();
    if (readAt.isBefore(now.minus(FRESH))) {
      requirement =
          read().orElseThrow(() -> new CalledOffException("a recipient was taken away", null));
      readAt = now;
    }
    return changes.since(readAt, claimed.messageId()).orElse(requirement);
  }

  private Optional<TlsRequirement> read() {
    try {
      return ledger.requirement(claimed, node);
    } catch (RuntimeException failure) {
      // Here, because a delivery that has answers already goes on with them and not with this.
      QueueLog.attemptCalledOff(MessageEntity.queueId(claimed.messageId()), failure);
      throw new CalledOffException("the queue cannot be read", failure);
    }
  }
}
