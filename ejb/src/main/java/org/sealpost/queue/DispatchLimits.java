package org.sealpost.queue;

/**
 * How much may be under way.
 *
 * @param workers attempts at the same time
 * @param perDomain of these to one next-hop domain
 * @param waiting attempts waiting in memory, all lines together
 * @param waitingPerDomain of these in one line
 */
public record DispatchLimits(int workers, int perDomain, int waiting, int waitingPerDomain) {
  /** Limits whose lines are a few turns long, whatever the number of workers. */
  public static DispatchLimits of(int workers, int perDomain) {
    return new DispatchLimits(workers, perDomain, workers * 50, perDomain * 20);
  }
}
