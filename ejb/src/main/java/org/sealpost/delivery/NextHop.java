package org.sealpost.delivery;

import org.sealpost.smtp.Domain;

/**
 * Carries one job to the servers of its next-hop domain: MX lookup or route, decision for each
 * host, session, transaction. Thread-safe; blocks until the attempt is over.
 */
public interface NextHop {
  /**
   * The host a domain's mail most likely goes to next, by which attempts are counted; the domain's
   * own name where that cannot be said. May block for a DNS lookup.
   */
  default String likelyHost(Domain domain) {
    return domain.name();
  }

  /** Makes one attempt. Never throws for what peers, DNS or TLS do: that is an outcome. */
  DeliveryResult attempt(DeliveryJob job);
}
