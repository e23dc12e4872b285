package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;

/**
 * Fails recipients to which nothing is to be sent, before anybody is asked about them; the others
 * go on to the next hop. The sender is told as of any failure. Thread-safe.
 *
 * <p>Mail with the null reverse-path is never failed: it tells somebody what became of their own
 * message, and nobody would hear that it was not sent (RFC 5321 §4.5.5).
 */
public final class SuppressedRecipients implements NextHop {
  private final NextHop next;
  private final Lookup lookup;

  /** Asks there before it goes on. */
  public SuppressedRecipients(NextHop next, Lookup lookup) {
    this.next = next;
    this.lookup = lookup;
  }

  /** Knows to which addresses nothing is to be sent. Thread-safe; may read the database. */
  public interface Lookup {
    /** Why nothing is sent there; empty where something is. Never throws. */
    Optional<Failure> find(ForwardPath path);
  }

  @Override
  public String likelyHost(Domain domain) {
    return next.likelyHost(domain);
  }

  @Override
  public DeliveryResult attempt(DeliveryJob job) {
    Map<ForwardPath, Failure> suppressed = suppressed(job);
    if (suppressed.isEmpty()) {
      return next.attempt(job);
    }
    List<EnvelopeRecipient> left =
        job.recipients().stream().filter(each -> !suppressed.containsKey(each.path())).toList();
    List<HostTrace> trace = new ArrayList<>();
    suppressed.values().stream().distinct().map(why -> trace(job, why)).forEach(trace::add);
    List<RecipientOutcome> others = List.of();
    if (!left.isEmpty()) {
      DeliveryResult result = next.attempt(job.withRecipients(left));
      others = result.outcomes();
      trace.addAll(result.trace());
    }
    Iterator<RecipientOutcome> other = others.iterator();
    List<RecipientOutcome> all = new ArrayList<>();
    for (EnvelopeRecipient recipient : job.recipients()) {
      Failure why = suppressed.get(recipient.path());
      all.add(why == null ? other.next() : new RecipientOutcome.Failed(recipient.path(), why));
    }
    return new DeliveryResult(all, trace);
  }

  private Map<ForwardPath, Failure> suppressed(DeliveryJob job) {
    Map<ForwardPath, Failure> found = new HashMap<>();
    if (!job.reversePath().isNull()) {
      job.forwardPaths().forEach(path -> lookup.find(path).ifPresent(why -> found.put(path, why)));
    }
    return found;
  }

  private static HostTrace trace(DeliveryJob job, Failure why) {
    return HostTrace.without(
        job.nextHopDomain().name(),
        job.requirement(),
        HostOrigin.NOWHERE,
        TraceEnd.NOWHERE,
        why.explanation());
  }
}
