package org.sealpost.history;

import java.time.InstantSource;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.NextHop;
import org.sealpost.smtp.Domain;

/** Looks at the traces of another next hop's attempts; changes nothing about them. Thread-safe. */
public final class ObservedNextHop implements NextHop {
  private final NextHop observed;
  private final SightingBuffer buffer;
  private final InstantSource clock;

  /** Puts what is seen into that buffer. */
  public ObservedNextHop(NextHop observed, SightingBuffer buffer, InstantSource clock) {
    this.observed = observed;
    this.buffer = buffer;
    this.clock = clock;
  }

  @Override
  public String likelyHost(Domain domain) {
    return observed.likelyHost(domain);
  }

  @Override
  public DeliveryResult attempt(DeliveryJob job) {
    DeliveryResult result = observed.attempt(job);
    try {
      buffer.offer(Sightings.of(job.nextHopDomain(), result.trace(), clock.instant()));
    } catch (RuntimeException failure) {
      HistoryLog.notSeen(failure); // the message may be gone already: its outcome must be recorded
    }
    return result;
  }
}
