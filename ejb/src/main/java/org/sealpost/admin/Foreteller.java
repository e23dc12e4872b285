package org.sealpost.admin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sealpost.delivery.Outlook;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** Puts together what a change of the requirement would mean. Pure. */
final class Foreteller {
  /** Choice: so many can be asked in the time an operator waits, and read. */
  static final int MOST_DOMAINS = 5;

  private static final List<TlsRequirement> REQUIREMENTS =
      List.of(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT, TlsRequirement.OPTIONAL);

  private final Map<Domain, List<WaitingMail.Part>> byDomain;
  private final int domains;
  private final Predicate<Domain> hostedHere;

  Foreteller(Collection<WaitingMail.Part> parts, Predicate<Domain> hostedHere) {
    Map<Domain, List<WaitingMail.Part>> all =
        parts.stream().collect(Collectors.groupingBy(WaitingMail.Part::domain));
    this.domains = all.size();
    this.hostedHere = hostedHere;
    this.byDomain =
        all.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<Domain, List<WaitingMail.Part>>>comparingLong(
                        entry -> -recipients(entry.getValue()))
                    .thenComparing(entry -> entry.getKey().name()))
            .limit(MOST_DOMAINS)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    Map.Entry::getValue,
                    (one, other) -> one,
                    LinkedHashMap::new));
  }

  /** The domains to look at, those with the most recipients first. */
  List<Domain> toAsk() {
    return byDomain.keySet().stream().filter(hostedHere.negate()).toList();
  }

  /**
   * Tells.
   *
   * @param now the requirements that the messages have
   * @param outlooks of all domains {@link #toAsk}; empty where nobody had time to look
   */
  Foresight tell(
      int messages, Collection<TlsRequirement> now, Optional<Map<Domain, Outlook>> outlooks) {
    List<TlsRequirement> weaker =
        Arrays.stream(TlsRequirement.values())
            .filter(wanted -> now.stream().anyMatch(has -> has.isWeakenedBy(wanted)))
            .toList();
    List<Foresight.OfDomain> told =
        outlooks
            .map(all -> byDomain.keySet().stream().map(domain -> tell(domain, all)).toList())
            .orElse(List.of());
    return new Foresight(messages, weaker, outlooks.isEmpty(), told, domains - byDomain.size());
  }

  private Foresight.OfDomain tell(Domain domain, Map<Domain, Outlook> outlooks) {
    List<WaitingMail.Part> parts = byDomain.getOrDefault(domain, List.of());
    Outlook outlook = outlooks.get(domain);
    long recipients = recipients(parts);
    if (outlook == null) {
      return new Foresight.OfDomain(domain.display(), recipients, true, "", List.of());
    }
    // Where only some are notifications, what counts is what becomes of the others.
    boolean notifications = parts.stream().allMatch(WaitingMail.Part::notification);
    List<Prospect.Verdict> verdicts =
        REQUIREMENTS.stream()
            .map(requirement -> Prophet.verdict(outlook, requirement, notifications))
            .toList();
    return new Foresight.OfDomain(domain.display(), recipients, false, outlook.nowhere(), verdicts);
  }

  private static long recipients(Collection<WaitingMail.Part> parts) {
    return parts.stream().mapToLong(WaitingMail.Part::recipients).sum();
  }
}
