package org.sealpost.mtasts;

import org.sealpost.smtp.Domain;

/** Finds the policies of domains. Thread-safe; blocks, at worst a minute and the time of DNS. */
public interface PolicyLookup {
  /**
   * The policy of a domain now.
   *
   * @param domain as the sender wrote it in the forward-path, never the target of a CNAME
   */
  DomainPolicy find(Domain domain);
}
