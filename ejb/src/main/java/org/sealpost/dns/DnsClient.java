package org.sealpost.dns;

import org.sealpost.smtp.Domain;

/** Asks the DNS. Thread-safe; blocks; what goes wrong is an answer, never an exception. */
public interface DnsClient {
  /**
   * Where mail for a domain goes. CNAMEs are followed (RFC 5321 §5.1).
   *
   * @param domain not an address literal, to which no MX applies
   */
  MxAnswer mx(Domain domain);

  /**
   * The addresses of a host, IPv4 and IPv6. CNAMEs are followed.
   *
   * @param host a name; text that looks like an IP address is asked for as a name as well, so that
   *     no MX record can point at an address
   */
  AddressAnswer addresses(String host);

  /**
   * The TXT records of a name. CNAMEs are followed (RFC 8461 §3.1).
   *
   * @param name a name, which may have labels that begin with an underscore
   */
  TextAnswer texts(String name);

  /**
   * The TLSA records of a server (RFC 6698 §3). CNAMEs are followed (RFC 7672 §2.2.3).
   *
   * @param host a TLSA base domain
   */
  TlsaAnswer tlsa(String host, int port);
}
