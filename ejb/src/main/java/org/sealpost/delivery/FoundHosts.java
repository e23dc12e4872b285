package org.sealpost.delivery;

import java.util.List;

/** Where the mail of a domain goes. */
sealed interface FoundHosts {
  /** To the first of these that takes it; at least one. */
  record Hosts(List<TargetHost> hosts) implements FoundHosts {
    public Hosts {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Nowhere: now where the status is of class 4, ever where it is of class 5. BOGUS: because of an
   * answer that failed validation.
   */
  record Nowhere(Failure failure, boolean bogus) implements FoundHosts {
    public Nowhere(Failure failure) {
      this(failure, false);
    }
  }
}
