package org.sealpost.queue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A claim of parked recipients, for lines that have room again.
 *
 * @param order which urgency is looked at first
 * @param places how many recipients to lease for each next-hop domain
 */
public record ClaimByName(
    Lease lease, Instant now, List<Urgency> order, Map<String, Integer> places) {
  /** Copies what it is given. */
  public ClaimByName {
    order = List.copyOf(order);
    places = new LinkedHashMap<>(places);
  }
}
