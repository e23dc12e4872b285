package org.sealpost.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route with where it comes from.
 *
 * @param recipients a domain, {@code *.domain}, or {@code *} for every other domain
 * @param servers in the order in which they are tried; empty: by the MX records
 * @param rule what was laid down; null for a route of the settings
 * @param overridden whether one that was laid down for the same recipients counts instead
 */
public record RouteEntry(
    String recipients, List<RouteRow> servers, @Nullable FlowRow rule, boolean overridden) {
  /** Copies the list. */
  public RouteEntry {
    servers = List.copyOf(servers);
  }
}
