package org.sealpost.flow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;

/**
 * Which reverse-paths a rule is for: a mailbox, the mailboxes of domains, or the null one. At most
 * one of the two is there; none of them means {@code <>}.
 *
 * @param mailbox one mailbox; its local-part is compared without regard to case, which is the
 *     receiving host's to decide (RFC 5321 §2.4), and an operator who holds mail back means it so
 */
public record ReversePathPattern(@Nullable Mailbox mailbox, @Nullable DomainPattern domains) {
  /** Reads {@code local@domain}, a {@link DomainPattern} or {@code <>}; empty for anything else. */
  public static Optional<ReversePathPattern> parse(String text) {
    if (text.equals("<>")) {
      return Optional.of(new ReversePathPattern(null, null));
    }
    return text.contains("@")
        ? Mailbox.parse(text).map(one -> new ReversePathPattern(one, null))
        : DomainPattern.parse(text).map(some -> new ReversePathPattern(null, some));
  }

  boolean matches(ReversePath path) {
    Mailbox from = path.mailbox();
    if (from == null) {
      return mailbox == null && domains == null;
    }
    if (mailbox != null) {
      return mailbox.domain().equals(from.domain())
          && mailbox.localPart().equalsIgnoreCase(from.localPart());
    }
    return domains != null && domains.matches(from.domain());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return mailbox != null ? mailbox.toString() : domains != null ? domains.toString() : "<>";
  }
}
