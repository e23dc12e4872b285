package org.sealpost.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.dane.TlsaRecord;
import org.sealpost.client.dane.TlsaSet;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.dns.TlsaAnswer;
import org.sealpost.policy.DaneFact;

/** Looks up what DANE says of one host (RFC 7672 §2.2.2, §2.2.3). */
final class DaneFinder {
  private final DnsClient dns;

  DaneFinder(DnsClient dns) {
    this.dns = dns;
  }

  /**
   * What was found.
   *
   * @param tlsa what to check the host's certificate against; null unless the fact is USABLE
   * @param detail why a look-up failed, in one line; else empty
   * @param published the records word for word
   */
  record Found(DaneFact fact, @Nullable TlsaSet tlsa, String detail, Published.Tlsa published) {
    static final Found NOTHING = new Found(DaneFact.NOT_APPLICABLE, null, "", Published.Tlsa.NONE);
  }

  /**
   * Looks it up. Blocks.
   *
   * @param host as the MX record names it, or the next-hop domain where there is none
   * @param nextHopNames the next-hop domain as it was asked for and after CNAMEs (§3.2.2), which
   *     certificates issued by an announced authority may be for as well
   */
  Found find(String host, int port, List<String> nextHopNames) {
    // RFC 7672 §2.2.2: the addresses first; servers of unsigned zones often mishandle TLSA queries.
    AddressAnswer answer = dns.addresses(host);
    if (answer instanceof AddressAnswer.NotFoundOut failed) {
      return failed("addresses of " + host, failed.security(), failed.detail());
    }
    if (!(answer instanceof AddressAnswer.Addresses addresses)) {
      return Found.NOTHING;
    }
    for (String baseDomain : addresses.tlsaBaseDomains()) {
      TlsaAnswer tlsa = dns.tlsa(baseDomain, port);
      if (tlsa instanceof TlsaAnswer.NotFoundOut failed) {
        return failed("TLSA records of " + baseDomain, failed.security(), failed.detail());
      }
      // RFC 7672 §2.2.3: the first one with secure records; insecure ones count as none.
      if (tlsa instanceof TlsaAnswer.Records found && found.security() == SecurityStatus.SECURE) {
        TlsaSet set = TlsaSet.of(baseDomain, nextHopNames, found.records());
        List<String> texts = found.records().stream().map(TlsaRecord::presentation).toList();
        Published.Tlsa published = new Published.Tlsa(baseDomain, texts, false);
        return set.records().isEmpty()
            ? new Found(DaneFact.UNUSABLE, null, "", published)
            : new Found(DaneFact.USABLE, set, "", published);
      }
    }
    return Found.NOTHING;
  }

  private static Found failed(String what, SecurityStatus security, String detail) {
    Published.Tlsa none = new Published.Tlsa(null, List.of(), security == SecurityStatus.BOGUS);
    String why = what + ": " + security + " " + detail;
    return new Found(DaneFact.LOOKUP_FAILED, null, why, none);
  }
}
