package org.sealpost.mtasts;

import java.util.Optional;
import org.sealpost.smtp.Domain;

/** Finds the policies of domains. Thread-safe; blocks, at worst a minute and the time of DNS. */
public interface PolicyLookup {
  /**
   * The policy of a domain now.
   *
   * @param domain as the sender wrote it in the forward-path, never the target of a CNAME
   */
  DomainPolicy find(Domain domain);

  /**
   * The policy that is held of a domain and lives, for mail that is not bound by it and does not
   * wait for it: nobody is asked. Empty where none is held.
   */
  default Optional<DomainPolicy> known(Domain domain) {
    return Optional.empty();
  }
}
