package org.sealpost.queue;

import java.util.Set;

/**
 * Which lines an operator has closed for now: nothing is attempted there until they are open again.
 *
 * @param all every line, whatever its domain
 * @param domains next-hop domains, as A-labels in lower case
 * @param below domains whose subdomains, at whatever depth, are closed
 */
public record ClosedLines(boolean all, Set<String> domains, Set<String> below) {
  /** Every line is open. */
  public static final ClosedLines NONE = new ClosedLines(false, Set.of());

  /** Copies the sets. */
  public ClosedLines {
    domains = Set.copyOf(domains);
    below = Set.copyOf(below);
  }

  /** Without subdomains. */
  public ClosedLines(boolean all, Set<String> domains) {
    this(all, domains, Set.of());
  }

  /** Whether the line of a domain is closed. */
  public boolean holds(String domain) {
    return all || domains.contains(domain) || (!below.isEmpty() && isBelow(domain));
  }

  private boolean isBelow(String domain) {
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      if (below.contains(domain.substring(dot + 1))) {
        return true;
      }
    }
    return false;
  }
}
