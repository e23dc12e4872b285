package org.sealpost.client.dane;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The TLSA records of one host that can be used, and what they are to be used with.
 *
 * @param baseDomain the TLSA base domain (RFC 7672 §2.2.3): the server name for the TLS handshake
 *     (§8.1) and the first reference identifier
 * @param names all reference identifiers (§3.2.2), the base domain first; empty where no DANE-TA
 *     record is there, because DANE-EE looks at no name (§3.2.1)
 * @param records at least one; only what digest agility leaves (RFC 7671 §9)
 */
public record TlsaSet(String baseDomain, List<String> names, List<TlsaRecord> records) {
  private static final int MOST_SHOWN = 3;

  /** Copies the lists. */
  public TlsaSet {
    names = List.copyOf(names);
    records = List.copyOf(records);
  }

  /**
   * What of the records of a host can be used.
   *
   * @param records as they stand in the DNS
   * @param otherNames reference identifiers beside the base domain
   * @return a set without records where none is usable
   */
  public static TlsaSet of(String baseDomain, List<String> otherNames, List<TlsaRecord> records) {
    List<TlsaRecord> usable =
        strongest(records.stream().distinct().filter(TlsaRecord::isUsable).toList());
    List<String> names = new ArrayList<>();
    if (usable.stream().anyMatch(each -> each.usage() == TlsaRecord.DANE_TA)) {
      names.add(baseDomain);
      otherNames.stream().filter(name -> !names.contains(name)).forEach(names::add);
    }
    return new TlsaSet(baseDomain, names, usable);
  }

  /** For traces: {@code mx.example 3 1 1 0f2d..., 2 0 1 77aa...}. */
  public String text() {
    return baseDomain
        + " "
        + records.stream().limit(MOST_SHOWN).map(TlsaRecord::text).collect(Collectors.joining(", "))
        + (records.size() > MOST_SHOWN ? ", ..." : "");
  }

  /**
   * RFC 7671 §9: for each usage and selector only the strongest digest counts, and Full always, so
   * that a digest that was broken cannot be picked out of a set with a better one.
   */
  private static List<TlsaRecord> strongest(List<TlsaRecord> usable) {
    return usable.stream()
        .filter(
            each ->
                each.matchingType() == TlsaRecord.FULL
                    || usable.stream()
                        .filter(other -> other.usage() == each.usage())
                        .filter(other -> other.selector() == each.selector())
                        // The numbers of the two digests that are assigned rise with strength.
                        .allMatch(other -> other.matchingType() <= each.matchingType()))
        .toList();
  }
}
