package org.sealpost.history;

import java.time.Instant;

/**
 * What was last seen of one aspect.
 *
 * @param since since when it has been at that level
 * @param at when it was last seen, to the hour
 */
public record Seen(Sighting.Key key, String level, Instant since, Instant at) {}
