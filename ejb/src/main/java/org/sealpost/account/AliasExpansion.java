package org.sealpost.account;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sealpost.account.AddressBook.End;
import org.sealpost.account.AddressBook.Onwards;
import org.sealpost.account.AddressBook.Step;
import org.sealpost.smtp.Mailbox;

/**
 * Follows aliases to their ends (RFC 5321 §3.9.1). An address that was met before is not followed
 * again, so circles end; nor are more than {@value #MOST} targets.
 */
final class AliasExpansion {
  static final int MOST = 1_000;

  private final AddressBook book;
  private final Set<Mailbox> followed = new HashSet<>();

  /** The ends under the name of their mailbox, so that nobody gets two copies. */
  private final Map<Mailbox, Mailbox> ends = new LinkedHashMap<>();

  private final Map<Mailbox, Destination> destinations = new LinkedHashMap<>();

  AliasExpansion(AddressBook book) {
    this.book = book;
  }

  /**
   * Where it all leads. A target that does not exist is an end as well: its delivery fails, and the
   * sender is told.
   */
  Destination of(Onwards start) {
    followed.add(start.from());
    Deque<Mailbox> open = new ArrayDeque<>(start.targets());
    while (!open.isEmpty() && ends.size() < MOST) {
      Mailbox next = open.removeFirst();
      Step step = book.step(next);
      if (step instanceof End end) {
        end(next, end.destination());
      } else if (step instanceof Onwards onwards && followed.add(onwards.from())) {
        open.addAll(onwards.targets());
      }
    }
    if (ends.isEmpty()) {
      return new Destination.Circle();
    }
    Destination only = destinations.values().iterator().next();
    // A mailbox that stands in for another needs no copy on its way.
    return start.redirected() && ends.size() == 1 && only instanceof Destination.Local
        ? only
        : new Destination.Forwarded(start.from(), List.copyOf(ends.values()));
  }

  private void end(Mailbox target, Destination destination) {
    Mailbox mailbox = destination instanceof Destination.Local local ? local.mailbox() : target;
    ends.putIfAbsent(mailbox, target);
    destinations.putIfAbsent(mailbox, destination);
  }
}
