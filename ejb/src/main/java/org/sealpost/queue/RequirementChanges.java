package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** The attempt as it has to be made. */
  synchronized Claimed applied(Claimed claimed) {
    Change change = changes.get(claimed.messageId());
    return change == null ? claimed : claimed.withRequirement(change.requirement());
  }
}
