package org.sealpost.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.AddressBook;
import org.sealpost.account.Destination;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.RecipientParameters;

/**
 * The messages that one mail transaction becomes: one for the recipients as they were given, and
 * one for each alias among them, because that copy says in its {@code Delivered-To} field which
 * alias it went through, which is nobody else's business. Nobody is in two of them.
 *
 * @param copies at least one; each with at least one recipient
 * @param anyKnown whether any recipient exists, as far as that is for this server to say
 * @param expanded aliases that stand for several addresses and whose sender wants to hear of
 *     success: as they were given
 */
record Copies(List<Copy> copies, boolean anyKnown, List<EnvelopeRecipient> expanded) {
  Copies {
    copies = List.copyOf(copies);
    expanded = List.copyOf(expanded);
  }

  /**
   * One of them.
   *
   * @param alias which alias it goes through, null for none
   */
  record Copy(@Nullable Mailbox alias, List<EnvelopeRecipient> recipients) {
    Copy {
      recipients = List.copyOf(recipients);
    }
  }

  /** The copies for these recipients, of which there is at least one. */
  static Copies of(AddressBook book, List<EnvelopeRecipient> recipients) {
    List<EnvelopeRecipient> direct = new ArrayList<>();
    Map<Destination.Forwarded, EnvelopeRecipient> aliases = new LinkedHashMap<>();
    Set<Mailbox> reached = new HashSet<>();
    boolean anyKnown = false;
    for (EnvelopeRecipient recipient : distinct(recipients)) {
      Mailbox address = recipient.path().mailbox();
      Destination destination = book.destination(address);
      anyKnown |= !(destination instanceof Destination.Unknown);
      if (destination instanceof Destination.Forwarded forwarded) {
        aliases.merge(forwarded, recipient, Copies::and);
      } else {
        direct.add(recipient);
        reached.add(mailbox(book, address));
      }
    }
    List<Copy> copies = new ArrayList<>();
    if (!direct.isEmpty()) {
      copies.add(new Copy(null, direct));
    }
    aliases.forEach(
        (alias, asked) -> {
          List<Mailbox> further =
              alias.targets().stream()
                  .filter(target -> reached.add(mailbox(book, target)))
                  .toList();
          if (!further.isEmpty()) {
            copies.add(new Copy(alias.alias(), passedOn(alias, further, asked.parameters())));
          }
        });
    List<EnvelopeRecipient> expanded = new ArrayList<>();
    aliases.forEach(
        (alias, asked) -> {
          if (isExpansion(alias) && asked.parameters().wants(NotifyOn.SUCCESS)) {
            expanded.add(asked);
          }
        });
    return new Copies(copies, anyKnown, expanded);
  }

  /** The same alias under two of its names: the first stands for both. */
  private static EnvelopeRecipient and(EnvelopeRecipient first, EnvelopeRecipient second) {
    return new EnvelopeRecipient(first.path(), first.parameters().and(second.parameters()));
  }

  private static boolean isExpansion(Destination.Forwarded alias) {
    return alias.targets().size() > 1;
  }

  /** One copy for each forward-path, however often it was given. */
  private static List<EnvelopeRecipient> distinct(List<EnvelopeRecipient> recipients) {
    Map<ForwardPath, RecipientParameters> asked = new LinkedHashMap<>();
    recipients.forEach(
        each -> asked.merge(each.path(), each.parameters(), RecipientParameters::and));
    return asked.entrySet().stream()
        .map(each -> new EnvelopeRecipient(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * RFC 3461 §5.2.7.2: what was asked for an alias is asked for its one target. §5.2.7.3 (c): of
   * several targets all are asked the same but for SUCCESS, because that the alias was reached is
   * told here.
   */
  private static List<EnvelopeRecipient> passedOn(
      Destination.Forwarded alias, List<Mailbox> targets, RecipientParameters asked) {
    RecipientParameters passed = isExpansion(alias) ? asked.without(NotifyOn.SUCCESS) : asked;
    return targets.stream()
        .map(target -> new EnvelopeRecipient(new ForwardPath(target), passed))
        .toList();
  }

  private static Mailbox mailbox(AddressBook book, Mailbox address) {
    return book.destination(address) instanceof Destination.Local local ? local.mailbox() : address;
  }
}
