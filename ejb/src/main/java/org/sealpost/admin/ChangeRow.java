package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.history.Change;
import org.sealpost.smtp.Domain;

/**
 * A change of what was seen of a recipient domain, for the lists.
 *
 * @param host the MX host; empty where it is about the domain as a whole
 * @param aspect what has changed, a name that the pages have words for
 * @param before the level it was at, a name that the pages have words for
 * @param open whether it is an alarm that nobody has taken note of
 * @param times how often it was seen between {@code firstAt} and {@code lastAt}
 * @param notedBy null where nobody has taken note
 */
public record ChangeRow(
    long id,
    Domain domain,
    String host,
    String aspect,
    String before,
    String after,
    boolean weaker,
    boolean open,
    Instant firstAt,
    Instant lastAt,
    int times,
    @Nullable String notedBy,
    @Nullable Instant notedAt) {
  static ChangeRow of(Change change) {
    return new ChangeRow(
        change.id(),
        change.key().domain(),
        change.key().host(),
        change.key().aspect().name(),
        change.before(),
        change.after(),
        change.weaker(),
        change.weaker() && change.notedAt() == null,
        change.firstAt(),
        change.lastAt(),
        change.times(),
        change.notedBy(),
        change.notedAt());
  }
}
