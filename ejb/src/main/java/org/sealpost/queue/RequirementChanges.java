package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sealpost.smtp.TlsRequirement;

/**
 * Operators' changes of the last minutes. A claim reads the requirement, and only later the attempt
 * begins; a change that is committed in between must not be missed. Thread-safe.
 */
final class RequirementChanges {
  /** Far longer than a claim or an intake transaction can take. */
  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  private final InstantSource clock;
  private final Map<Long, Change> changes = new LinkedHashMap<>();

  RequirementChanges(InstantSource clock) {
    this.clock = clock;
  }

  private record Change(TlsRequirement requirement, Instant at) {}

  synchronized void add(long messageId, TlsRequirement requirement) {
    Instant now = clock.instant();
    changes.values().removeIf(change -> change.at().plus(REMEMBERED).isBefore(now));
    changes.remove(messageId);
    changes.put(messageId, new Change(requirement, now));
  }

  /** What it was changed to at this node after it was read from the database. */
  synchronized Optional<TlsRequirement> since(Instant readAt, long messageId) {
    // An older one may have been changed again since, at another node.
    return Optional.ofNullable(changes.get(messageId))
        .filter(change -> !change.at().isBefore(readAt))
        .map(Change::requirement);
  }

  /** The attempt as it has to be made. */
  Claimed applied(Claimed claimed) {
    return since(claimed.readAt(), claimed.messageId())
        .map(claimed::withRequirement)
        .orElse(claimed);
  }
}
