package org.sealpost.delivery;

import java.util.List;
import java.util.Set;
import org.sealpost.smtp.Domain;

/** Final delivery for the domains that are ours, the network for all others. Thread-safe. */
public final class LocalOrRelay implements NextHop {
  private final Set<Domain> localDomains;
  private final NextHop remote;

  /**
   * Splits jobs by their domain.
   *
   * @param localDomains domains whose mailboxes are here
   * @param remote carries everything else
   */
  public LocalOrRelay(Set<Domain> localDomains, NextHop remote) {
    this.localDomains = Set.copyOf(localDomains);
    this.remote = remote;
  }

  @Override
  public DeliveryResult attempt(DeliveryJob job) {
    if (!localDomains.contains(job.nextHopDomain())) {
      return remote.attempt(job);
    }
    // The mailbox entry itself is written with the record of this outcome: both or neither.
    List<RecipientOutcome> delivered =
        job.forwardPaths().stream().<RecipientOutcome>map(RecipientOutcome.Delivered::new).toList();
    HostTrace trace =
        new HostTrace("mailbox", null, "final delivery here", null, "delivered into the mailbox");
    return new DeliveryResult(delivered, List.of(trace));
  }
}
