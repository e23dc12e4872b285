package org.sealpost.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.mtasts.PolicyFetch;
import org.sealpost.policy.DaneFact;

/**
 * What a domain and one of its hosts publish about TLS, word for word, for reports about it (RFC
 * 8460 §4.5). It lives with the attempt; of what is recorded only {@code stsFault} remains.
 *
 * @param sts the lines of the MTA-STS policy that applies; empty where none does
 * @param mx the patterns of hosts in it
 * @param stsFault why a policy that is announced could not be had; null where there is no such
 * @param tlsa what the DNS holds for DANE
 * @param bogusMx whether the hosts could not be looked up because an answer failed validation
 * @param mandatoryDane what DANE says of the host of a route that is to be checked by it; null for
 *     every other host
 */
public record Published(
    List<String> sts,
    List<String> mx,
    PolicyFetch.@Nullable Fault stsFault,
    Tlsa tlsa,
    boolean bogusMx,
    @Nullable DaneFact mandatoryDane) {
  /** Nothing is known. */
  public static final Published NOTHING =
      new Published(List.of(), List.of(), null, Tlsa.NONE, false, null);

  /** Copies the lists. */
  public Published {
    sts = List.copyOf(sts);
    mx = List.copyOf(mx);
  }

  /**
   * TLSA records.
   *
   * @param baseDomain the TLSA base domain (RFC 7672 §2.2.3); null where there are none
   * @param records in presentation format, usable or not
   * @param bogus whether the look-up failed because an answer failed validation
   */
  public record Tlsa(@Nullable String baseDomain, List<String> records, boolean bogus) {
    static final Tlsa NONE = new Tlsa(null, List.of(), false);

    /** Copies the list. */
    public Tlsa {
      records = List.copyOf(records);
    }
  }

  /**
   * Of an MTA-STS policy alone.
   *
   * @param lines word for word
   * @param mx the patterns in it
   */
  public static Published ofPolicy(List<String> lines, List<String> mx) {
    return new Published(lines, mx, null, Tlsa.NONE, false, null);
  }

  /** Of what is recorded with an attempt. */
  public static Published recorded(PolicyFetch.@Nullable Fault stsFault) {
    return new Published(List.of(), List.of(), stsFault, Tlsa.NONE, false, null);
  }

  /** The same with the MTA-STS policy of the recipient's domain. */
  Published under(DomainPolicy policy) {
    if (policy instanceof DomainPolicy.Applies applies) {
      List<String> patterns = applies.policy().mx().stream().map(Object::toString).toList();
      return new Published(applies.policy().lines(), patterns, null, tlsa, bogusMx, mandatoryDane);
    }
    PolicyFetch.Fault fault =
        policy instanceof DomainPolicy.Unavailable unavailable ? unavailable.fault() : null;
    return new Published(List.of(), List.of(), fault, tlsa, bogusMx, mandatoryDane);
  }

  /** The same with what the DNS holds for DANE. */
  Published with(Tlsa found) {
    return new Published(sts, mx, stsFault, found, bogusMx, mandatoryDane);
  }

  /** Of a route's host that is to be checked by DANE. */
  static Published ofRoute(Tlsa found, DaneFact fact) {
    return new Published(List.of(), List.of(), null, found, false, fact);
  }
}
