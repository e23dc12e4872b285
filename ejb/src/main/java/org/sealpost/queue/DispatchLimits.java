package org.sealpost.queue;

/**
 * How much may be under way.
 *
 * @param workers attempts at the same time
 * @param perDomain of these to one next-hop domain
 * @param perHost of these to one host, whatever domains it serves
 * @param waiting attempts waiting in memory, all lines together
 * @param waitingPerDomain of these in one line
 */
public record DispatchLimits(
    int workers, int perDomain, int perHost, int waiting, int waitingPerDomain) {
  /** Limits whose lines are a few turns long, whatever the number of workers. */
  public static DispatchLimits of(int workers, int perDomain, int perHost) {
    return new DispatchLimits(workers, perDomain, perHost, workers * 50, perDomain * 20);
  }

  /** Attempts at the same time to a host that is slow, or that nothing is known of yet. */
  int cautious() {
    return Math.min(perHost, Math.max(2, workers / 8));
  }

  /** Attempts at the same time to slow hosts, all together. */
  int slow() {
    return workers - workers / 2;
  }

  /** The same to all hosts that have not shown to be quick. */
  int unproven() {
    return workers - workers / 4;
  }

  /** Attempts waiting in lines that have not shown to be quick, all together. */
  int waitingUnproven() {
    return waiting - waiting / 4;
  }

  /** The last free workers are for hosts that have fewer than {@link #FEW}. */
  int spare() {
    return workers / 8;
  }

  /** Attempts that a host may have under way and still take a spare worker. */
  static final int FEW = 2;
}
