package org.sealpost.queue;

import java.util.Set;

/**
 * Which lines an operator has closed for now: nothing is attempted there until they are open again.
 *
 * @param all every line, whatever its domain
 * @param domains next-hop domains, as A-labels in lower case
 */
public record ClosedLines(boolean all, Set<String> domains) {
  /** Every line is open. */
  public static final ClosedLines NONE = new ClosedLines(false, Set.of());

  /** Copies the set. */
  public ClosedLines {
    domains = Set.copyOf(domains);
  }

  /** Whether the line of a domain is closed. */
  public boolean holds(String domain) {
    return all || domains.contains(domain);
  }
}
