package org.sealpost.delivery;

import java.util.List;
import java.util.function.Supplier;
import org.sealpost.account.AddressBook;
import org.sealpost.account.Destination;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;

/** Final delivery for the domains that are ours, the network for all others. Thread-safe. */
public final class LocalOrRelay implements NextHop {
  private static final EnhancedStatusCode UNKNOWN = EnhancedStatusCode.of("5.1.1");
  private static final EnhancedStatusCode DISABLED = EnhancedStatusCode.of("5.2.1");

  private final Supplier<AddressBook> book;
  private final NextHop remote;

  /**
   * Splits jobs by their domain.
   *
   * @param book says which domains and mailboxes are here
   * @param remote carries everything else
   */
  public LocalOrRelay(Supplier<AddressBook> book, NextHop remote) {
    this.book = book;
    this.remote = remote;
  }

  @Override
  public String likelyHost(Domain domain) {
    return book.get().hosts(domain) ? domain.name() : remote.likelyHost(domain);
  }

  @Override
  public DeliveryResult attempt(DeliveryJob job) {
    AddressBook now = book.get();
    // A server that an operator has named for this message counts more than a mailbox here.
    if (!now.hosts(job.nextHopDomain()) || job.route() instanceof RouteChoice.Fixed) {
      return remote.attempt(job);
    }
    List<RecipientOutcome> outcomes =
        job.forwardPaths().stream().map(path -> outcome(now, path)).toList();
    boolean any = outcomes.stream().anyMatch(RecipientOutcome.Delivered.class::isInstance);
    HostTrace trace =
        HostTrace.without(
            "mailbox",
            job.requirement(),
            HostOrigin.LOCAL,
            TraceEnd.LOCAL,
            any ? "delivered into the mailbox" : "there is no such mailbox");
    return new DeliveryResult(outcomes, List.of(trace));
  }

  /** The mailbox entry itself is written with the record of this outcome: both or neither. */
  private static RecipientOutcome outcome(AddressBook book, ForwardPath path) {
    Destination destination = book.destination(path.mailbox());
    if (destination instanceof Destination.Local local) {
      return new RecipientOutcome.Delivered(path, List.of(local.mailbox()));
    }
    if (destination instanceof Destination.Forwarded forwarded) {
      return new RecipientOutcome.Delivered(path, mailboxes(book, forwarded));
    }
    if (destination instanceof Destination.Disabled) {
      return failed(path, DISABLED, "The mailbox " + path + " takes no mail.");
    }
    return failed(path, UNKNOWN, "There is no mailbox " + path + " here.");
  }

  /**
   * Intake resolves aliases. What became one afterwards, and our own notifications, go to its
   * mailboxes here; where it has none they stay in a mailbox of the alias's name, rather than be
   * lost.
   */
  private static List<Mailbox> mailboxes(AddressBook book, Destination.Forwarded forwarded) {
    List<Mailbox> here =
        forwarded.targets().stream()
            .map(book::destination)
            .filter(Destination.Local.class::isInstance)
            .map(target -> ((Destination.Local) target).mailbox())
            .distinct()
            .toList();
    return here.isEmpty() ? List.of(forwarded.alias()) : here;
  }

  private static RecipientOutcome failed(
      ForwardPath path, EnhancedStatusCode status, String explanation) {
    return new RecipientOutcome.Failed(path, new Failure(status, explanation, null, null, null));
  }
}
