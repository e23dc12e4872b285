package org.sealpost.client.dane;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.sealpost.client.CertificateNames;
import org.sealpost.client.PkixCheck;

/** Checks the certificates of a host against its TLSA records. Immutable and thread-safe. */
public final class DaneCheck {
  private final InstantSource clock;

  /** Times of certificates are compared with this clock, where they count. */
  public DaneCheck(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Judges a chain as a host presented it. One record that proves it is enough (RFC 6698 §2.1).
   *
   * @param chain the host's own certificate first, then any others in any order
   */
  public DaneVerdict check(TlsaSet tlsa, List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return DaneVerdict.NO_CERTIFICATE;
    }
    DaneVerdict best = DaneVerdict.NO_MATCH;
    for (TlsaRecord each : tlsa.records()) {
      DaneVerdict verdict =
          each.usage() == TlsaRecord.DANE_EE
              ? endEntity(each, chain.get(0))
              : trustAnchor(each, tlsa.names(), chain);
      if (verdict.isProof()) {
        return verdict;
      }
      best = verdict == DaneVerdict.NO_MATCH ? best : verdict;
    }
    return best;
  }

  private static DaneVerdict endEntity(TlsaRecord announced, X509Certificate leaf) {
    // RFC 7672 §3.1.1, §3.2.1: neither name nor time is looked at; the DNS vouches for both.
    return announced.matches(leaf) ? DaneVerdict.VERIFIED_EE : DaneVerdict.NO_MATCH;
  }

  private DaneVerdict trustAnchor(
      TlsaRecord announced, List<String> names, List<X509Certificate> chain) {
    AnnouncedAnchor anchor = new AnnouncedAnchor(announced, chain);
    if (!anchor.isThere()) {
      return DaneVerdict.NO_MATCH;
    }
    X509Certificate leaf = chain.get(0);
    if (!PkixCheck.isInTime(leaf, clock.instant())) {
      return DaneVerdict.OUT_OF_TIME;
    }
    if (!PkixCheck.isForServers(leaf) || !anchor.issued(leaf, clock.instant())) {
      return DaneVerdict.NO_PATH;
    }
    // RFC 7672 §3.2.2: any one of the reference identifiers.
    boolean named = names.stream().anyMatch(name -> CertificateNames.nameOrCommonName(leaf, name));
    return named ? DaneVerdict.VERIFIED_TA : DaneVerdict.WRONG_NAME;
  }
}
