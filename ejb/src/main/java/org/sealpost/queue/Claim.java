package org.sealpost.queue;

import java.util.List;
import java.util.Map;

/**
 * What a {@link ClaimRound} has found.
 *
 * @param attempts leased, in the order in which they are due
 * @param refused recipients that are due in lines that take no more, by next-hop domain; as they
 *     were
 * @param more whether there may be more that is due
 */
public record Claim(List<Claimed> attempts, Map<String, List<Long>> refused, boolean more) {
  /** Nothing is due. */
  public static final Claim NOTHING = new Claim(List.of(), Map.of(), false);

  /** Copies what it is given. */
  public Claim {
    attempts = List.copyOf(attempts);
    refused = Map.copyOf(refused);
  }
}
