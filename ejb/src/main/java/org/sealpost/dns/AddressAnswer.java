package org.sealpost.dns;

import java.net.InetAddress;
import java.util.List;

/** The IP addresses of a host. */
public sealed interface AddressAnswer {
  /** How far it can be trusted; BOGUS answers are {@link NotFoundOut}. */
  SecurityStatus security();

  /**
   * These.
   *
   * @param addresses at least one, in the order to try them
   * @param tlsaBaseDomains the names whose TLSA records may speak for the host, the first that has
   *     any counts (RFC 7672 §2.2.2); empty where the DNS does not vouch for the host
   */
  record Addresses(
      SecurityStatus security, List<InetAddress> addresses, List<String> tlsaBaseDomains)
      implements AddressAnswer {
    /** Copies the lists. */
    public Addresses {
      addresses = List.copyOf(addresses);
      tlsaBaseDomains = List.copyOf(tlsaBaseDomains);
    }
  }

  /** The name exists and has none, or does not exist. */
  record None(SecurityStatus security) implements AddressAnswer {}

  /**
   * No answer that could be used came; asking later may help.
   *
   * @param security BOGUS where an answer failed validation, else INDETERMINATE
   * @param detail for logs: one line
   */
  record NotFoundOut(SecurityStatus security, String detail) implements AddressAnswer {}
}
