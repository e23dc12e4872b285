package org.sealpost.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.AddressBook;
import org.sealpost.account.Destination;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;

/**
 * The messages that one mail transaction becomes: one for the recipients as they were given, and
 * one for each alias among them, because that copy says in its {@code Delivered-To} field which
 * alias it went through, which is nobody else's business. Nobody is in two of them.
 *
 * @param copies at least one; each with at least one recipient
 * @param anyKnown whether any recipient exists, as far as that is for this server to say
 */
record Copies(List<Copy> copies, boolean anyKnown) {
  Copies {
    copies = List.copyOf(copies);
  }

  /**
   * One of them.
   *
   * @param alias which alias it goes through, null for none
   */
  record Copy(@Nullable Mailbox alias, List<ForwardPath> forwardPaths) {
    Copy {
      forwardPaths = List.copyOf(forwardPaths);
    }
  }

  /** The copies for these recipients, of which there is at least one. */
  static Copies of(AddressBook book, List<ForwardPath> forwardPaths) {
    List<ForwardPath> direct = new ArrayList<>();
    List<Destination.Forwarded> aliases = new ArrayList<>();
    Set<Mailbox> reached = new HashSet<>();
    boolean anyKnown = false;
    for (ForwardPath path : forwardPaths.stream().distinct().toList()) {
      Destination destination = book.destination(path.mailbox());
      anyKnown |= !(destination instanceof Destination.Unknown);
      if (destination instanceof Destination.Forwarded forwarded) {
        aliases.add(forwarded);
      } else {
        direct.add(path);
        reached.add(mailbox(book, path.mailbox()));
      }
    }
    List<Copy> copies = new ArrayList<>();
    if (!direct.isEmpty()) {
      copies.add(new Copy(null, direct));
    }
    for (Destination.Forwarded alias : aliases) {
      List<ForwardPath> further =
          alias.targets().stream()
              .filter(target -> reached.add(mailbox(book, target)))
              .map(ForwardPath::new)
              .toList();
      if (!further.isEmpty()) {
        copies.add(new Copy(alias.alias(), further));
      }
    }
    return new Copies(copies, anyKnown);
  }

  private static Mailbox mailbox(AddressBook book, Mailbox address) {
    return book.destination(address) instanceof Destination.Local local ? local.mailbox() : address;
  }
}
