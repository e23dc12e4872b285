package org.sealpost.queue;

import org.jspecify.annotations.Nullable;

/**
 * How much one node sends to a next-hop domain.
 *
 * @param connections attempts at the same time, instead of {@code delivery.per-domain}; null for
 *     that
 * @param perMinute attempts that begin within any minute; null for no limit
 */
public record LineLimit(@Nullable Integer connections, @Nullable Integer perMinute) {
  /** As the settings have it. */
  public static final LineLimit NONE = new LineLimit(null, null);

  int connections(int otherwise) {
    return connections == null ? otherwise : connections;
  }
}
