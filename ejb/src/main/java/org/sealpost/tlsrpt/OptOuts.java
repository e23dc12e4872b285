package org.sealpost.tlsrpt;

import java.util.Locale;
import java.util.Set;

/**
 * Whom operators want no reports to go to.
 *
 * @param domains Policy Domains, in A-labels and lower case
 * @param destinations URIs, mailboxes, and domains and hosts that reports would be sent to, in
 *     lower case
 */
public record OptOuts(Set<String> domains, Set<String> destinations) {
  /** Copies the sets. */
  public OptOuts {
    domains = Set.copyOf(domains);
    destinations = Set.copyOf(destinations);
  }

  /** What an operator can lay down. */
  public enum Kind {
    /** No report about this Policy Domain. */
    DOMAIN,
    /** No report to this place, whomever it is about. */
    DESTINATION
  }

  boolean hasDomain(String domain) {
    return domains.contains(domain.toLowerCase(Locale.ROOT));
  }

  boolean has(ReportTarget target) {
    String text = target.text().toLowerCase(Locale.ROOT);
    return destinations.contains(text)
        || destinations.contains(target.host().toLowerCase(Locale.ROOT))
        || (target instanceof ReportTarget.Mail mail
            && destinations.contains(mail.mailbox().toString().toLowerCase(Locale.ROOT)));
  }
}
