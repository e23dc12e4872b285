package org.sealpost.mtasts;

import org.sealpost.smtp.Domain;

/** Where policies are fetched from. Thread-safe; blocks; failures are values. */
public interface PolicyHost {
  /** Fetches the policy of a domain now, past every cache (RFC 8461 §3.3). */
  PolicyFetch fetch(Domain policyDomain);
}
