package org.sealpost.flow;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.sealpost.config.SuppressionSettings;
import org.sealpost.delivery.Failure;
import org.sealpost.smtp.ForwardPath;

/**
 * Which failures say that an address is of no use, for whatever message. Decided by RFC 3463 §3.2
 * and §3.3, RFC 7505 §4.2:
 *
 * <ul>
 *   <li>5.1.1 (no such mailbox), 5.1.3 (no valid address), 5.1.6 (moved, nobody knows where) and
 *       5.1.10 (the domain takes no mail): the address does not exist.
 *   <li>5.2.1 (the mailbox is disabled): it may be enabled again, and some hosts say so of a policy
 *       of theirs; it has to fail more often.
 *   <li>Not 5.1.2 (no such domain): a fault of a whole domain, in the DNS, often mended within
 *       hours; to find it out again costs one question.
 *   <li>Never 5.7.x: what fails for protection or policy says nothing about the address. Nor do
 *       codes without detail (5.0.0), a full mailbox (5.2.2) or a message that is too large.
 * </ul>
 */
final class SuppressionRules {
  private static final Set<String> UNKNOWN = Set.of("5.1.1", "5.1.3", "5.1.6");
  private static final String NO_MAIL_DOMAIN = "5.1.10";
  private static final String DISABLED = "5.2.1";

  /** RFC 5321 §4.5.1 and RFC 2142 §2, §4: those who answer for a domain are always written to. */
  private static final Set<String> ALWAYS_TRIED = Set.of("postmaster", "abuse");

  private SuppressionRules() {}

  /** How many such failures put an address on the list; empty where none does. */
  static OptionalInt needed(Failure failure, SuppressionSettings settings) {
    String status = failure.status().toString();
    // RFC 7505 §3: a null MX is the domain's own word. All else has to be the peer's.
    boolean said = failure.reply() != null || status.equals(NO_MAIL_DOMAIN);
    if (!settings.isOn() || !said) {
      return OptionalInt.empty();
    }
    if (status.equals(DISABLED)) {
      return OptionalInt.of(settings.disabledFailures());
    }
    return UNKNOWN.contains(status) || status.equals(NO_MAIL_DOMAIN)
        ? OptionalInt.of(settings.failures())
        : OptionalInt.empty();
  }

  static boolean isAlwaysTried(ForwardPath path) {
    return ALWAYS_TRIED.contains(path.mailbox().localPart().toLowerCase(Locale.ROOT));
  }
}
