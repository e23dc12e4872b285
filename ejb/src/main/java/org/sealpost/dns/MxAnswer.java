package org.sealpost.dns;

import java.util.List;

/** Where a domain says its mail goes. */
public sealed interface MxAnswer {
  /** How far it can be trusted; BOGUS answers are {@link NotFoundOut}. */
  SecurityStatus security();

  /**
   * To these hosts.
   *
   * @param hosts at least one, by preference, those of equal preference in random order (RFC 5321
   *     §5.1)
   * @param expandedDomain the domain the records stand at, after CNAMEs (RFC 7672 §3.2.2)
   */
  record Hosts(SecurityStatus security, List<MxHost> hosts, String expandedDomain)
      implements MxAnswer {
    /** Copies the list. */
    public Hosts {
      hosts = List.copyOf(hosts);
    }
  }

  /** It has no MX record: the domain itself is the host (RFC 5321 §5.1). */
  record NoMx(SecurityStatus security) implements MxAnswer {}

  /** It takes no mail at all (RFC 7505 §3). */
  record NullMx(SecurityStatus security) implements MxAnswer {}

  /** There is no such domain. */
  record NoSuchDomain(SecurityStatus security) implements MxAnswer {}

  /**
   * No answer that could be used came; asking later may help.
   *
   * @param security BOGUS where an answer failed validation, else INDETERMINATE
   * @param detail for logs: one line
   */
  record NotFoundOut(SecurityStatus security, String detail) implements MxAnswer {}
}
