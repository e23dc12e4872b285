package org.sealpost.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;

/**
 * The state of the server at one glance.
 *
 * @param hour the last 60 minutes that are over, oldest first
 * @param day the last 24 hours, by the half hour, oldest first
 * @param queue unfinished recipients by state, counted within the last seconds
 * @param reasons recipients put off in the last 24 hours by subject of the status code (RFC 3463
 *     §3), most first
 * @param mechanisms sessions in which mail was handed over in the last 24 hours, by what held them
 * @param requireTls hosts tried for mail with REQUIRETLS in the last 24 hours, by how it ended
 * @param expiring what ends within the next weeks, soonest first
 * @param alarms domains that have become weaker, and nobody has taken note
 * @param oldest the unfinished message that has been here longest; null where there is none
 */
public record Dashboard(
    Instant at,
    List<Throughput> hour,
    List<Throughput> day,
    Map<RecipientState, Long> queue,
    List<Share> reasons,
    List<Share> mechanisms,
    List<Share> requireTls,
    List<Expiring> expiring,
    long alarms,
    @Nullable Oldest oldest) {
  /** Copies. */
  public Dashboard {
    hour = List.copyOf(hour);
    day = List.copyOf(day);
    queue = Map.copyOf(queue);
    reasons = List.copyOf(reasons);
    mechanisms = List.copyOf(mechanisms);
    requireTls = List.copyOf(requireTls);
    expiring = List.copyOf(expiring);
  }

  /** What happened in a time that begins then. */
  public record Throughput(
      Instant from, long accepted, long relayed, long delivered, long deferred, long failed) {}

  /**
   * A part of a whole.
   *
   * @param name the last word of the figure's name
   * @param percent of the whole, rounded
   */
  public record Share(String name, long amount, int percent) {}

  /**
   * Something that ends.
   *
   * @param name of the host or domain
   */
  public record Expiring(Kind kind, String name, Instant at) {
    /** What it is. */
    public enum Kind {
      /** The certificate of the SMTP listeners. */
      CERTIFICATE,
      /** An MTA-STS policy that is kept and has not been refreshed. */
      POLICY
    }
  }

  /** A message. */
  public record Oldest(long messageId, Instant received) {}
}
