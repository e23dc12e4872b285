package org.sealpost.delivery;

/**
 * Carries one job to the servers of its next-hop domain: MX lookup or route, decision for each
 * host, session, transaction. Thread-safe; blocks until the attempt is over.
 */
public interface NextHop {
  /** Makes one attempt. Never throws for what peers, DNS or TLS do: that is an outcome. */
  DeliveryResult attempt(DeliveryJob job);
}
