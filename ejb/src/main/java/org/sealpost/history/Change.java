package org.sealpost.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.event.Event;
import org.sealpost.event.EventKind;

/**
 * Something about a recipient domain that has changed.
 *
 * @param before the level it was at; where the server is new, the weakest of its other servers
 * @param weaker whether it was for the worse
 * @param firstAt when that was first seen
 * @param lastAt when that was last seen; later than the first where it went to and fro
 * @param times how often
 * @param notedBy which operator has taken note; null where none has
 * @param notedAt null with {@code notedBy}
 */
public record Change(
    long id,
    Sighting.Key key,
    String before,
    String after,
    boolean weaker,
    Instant firstAt,
    Instant lastAt,
    int times,
    @Nullable String notedBy,
    @Nullable Instant notedAt) {
  /** That the domain protects mail less than it did. */
  Event toEvent() {
    return Event.of(EventKind.DOMAIN_WEAKENED, lastAt)
        .with("domain", key.domain().name())
        .with("host", key.host().isEmpty() ? null : key.host())
        .with("aspect", key.aspect().name())
        .with("before", before)
        .with("after", after);
  }
}
