package org.sealpost.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.FutureRelease;

/**
 * Changes the state of recipients, in the transaction of the caller. Each change names the states
 * it starts from, so that an operator's command and a running attempt never overwrite each other.
 *
 * <p>All changes are made here, for each keeps one rule: a recipient that waits has either a {@code
 * due_at}, by which it is found when it is due, or is {@code parked} under the name of its line;
 * every other has neither.
 */
public final class RecipientStore {
  /** States in which a recipient waits for its turn. */
  public static final Set<RecipientState> WAITING =
      EnumSet.of(RecipientState.QUEUED, RecipientState.DEFERRED);

  /** States from which an operator may take a recipient. */
  public static final Set<RecipientState> IN_OPERATORS_HANDS =
      EnumSet.of(RecipientState.QUEUED, RecipientState.DEFERRED, RecipientState.HELD);

  private static final int LEASES_AT_ONCE = 256;

  private static final String VOID_LEASE =
      "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.DEFERRED,"
          + " r.nextAttempt = :now, r.dueAt = :now, r.parked = null,"
          + " r.leaseUntil = null, r.leasedBy = null"
          + " where r.state = org.sealpost.queue.RecipientState.DELIVERING and r.id in :ids";

  private final EntityManager em;

  /** A store on the caller's persistence context. */
  public RecipientStore(EntityManager em) {
    this.em = em;
  }

  /** Leases recipients; what an operator has taken meanwhile is left to them. */
  List<RecipientEntity> lease(Collection<Long> recipientIds, Lease lease) {
    if (recipientIds.isEmpty()) {
      return List.of();
    }
    em.createQuery(
            "update RecipientEntity r set r.state = :leased, r.leasedBy = :node,"
                + " r.leaseUntil = :until, r.dueAt = null, r.parked = null, r.holdAsked = false"
                + " where r.id in :ids and r.state in :waiting")
        .setParameter("leased", RecipientState.DELIVERING)
        .setParameter("node", lease.node())
        .setParameter("until", lease.until().toEpochMilli())
        .setParameter("ids", padded(recipientIds))
        .setParameter("waiting", WAITING)
        .executeUpdate();
    return em.createQuery(
            "select r from RecipientEntity r where r.id in :ids and r.state = :leased"
                + " and r.leasedBy = :node and r.leaseUntil = :until"
                + " order by r.urgency, r.nextAttempt, r.id",
            RecipientEntity.class)
        .setParameter("ids", padded(recipientIds))
        .setParameter("leased", RecipientState.DELIVERING)
        .setParameter("node", lease.node())
        .setParameter("until", lease.until().toEpochMilli())
        .getResultList();
  }

  /** Parks recipients that are due. */
  void park(Collection<Long> recipientIds) {
    em.createQuery(
            "update RecipientEntity r set r.parked = r.domain, r.dueAt = null"
                + " where r.id in :ids and r.dueAt is not null")
        .setParameter("ids", padded(recipientIds))
        .executeUpdate();
  }

  /**
   * The same keys, some twice, so that their number is a power of two: the text of a statement
   * holds as many question marks as there are keys, and every other text is compiled anew.
   */
  static <T> List<T> padded(Collection<T> ids) {
    List<T> keys = new ArrayList<>(ids);
    int size = Integer.highestOneBit(Math.max(1, 2 * keys.size() - 1));
    while (keys.size() < size) {
      keys.add(keys.get(0));
    }
    return keys;
  }

  void renew(Lease lease, Collection<Long> recipientIds) {
    em.createQuery(
            "update RecipientEntity r set r.leaseUntil = :until"
                + " where r.id in :ids and r.leasedBy = :node")
        .setParameter("until", lease.until().toEpochMilli())
        .setParameter("node", lease.node())
        .setParameter("ids", padded(recipientIds))
        .executeUpdate();
  }

  void giveBack(Lease lease, Collection<Long> recipientIds, Instant due) {
    em.createQuery(VOID_LEASE + " and r.leasedBy = :node and r.leaseUntil <= :until")
        .setParameter("now", due.toEpochMilli())
        .setParameter("ids", padded(recipientIds))
        .setParameter("node", lease.node())
        .setParameter("until", lease.until().toEpochMilli())
        .executeUpdate();
    keepHeld(recipientIds);
  }

  /** Holds those that somebody has held while a node worked on them and that wait again now. */
  void keepHeld(Collection<Long> recipientIds) {
    if (!recipientIds.isEmpty()) {
      em.createQuery(
              "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.HELD,"
                  + " r.nextAttempt = null, r.dueAt = null, r.parked = null, r.holdAsked = false"
                  + " where r.id in :ids and r.holdAsked = true and r.state in :waiting")
          .setParameter("ids", padded(recipientIds))
          .setParameter("waiting", WAITING)
          .executeUpdate();
    }
  }

  /**
   * An operator's hold of one recipient. One that a node works on is held before its attempt
   * begins, or after it where that does not settle it.
   *
   * @return whether it was in a state that allows it
   */
  public boolean hold(long recipientId, Instant now) {
    // Once more at the end: a node may have given it back between the two.
    return change(recipientId, WAITING, RecipientState.HELD, null, now)
        || askHold(recipientId, true)
        || change(recipientId, WAITING, RecipientState.HELD, null, now);
  }

  /** Takes back the hold of one recipient that a node still works on; false where there is none. */
  public boolean holdNoMore(long recipientId) {
    return askHold(recipientId, false);
  }

  private boolean askHold(long recipientId, boolean asked) {
    return em.createQuery(
                "update RecipientEntity r set r.holdAsked = :asked where r.id = :id"
                    + " and r.state = org.sealpost.queue.RecipientState.DELIVERING"
                    + " and r.holdAsked = :before")
            .setParameter("asked", asked)
            .setParameter("before", !asked)
            .setParameter("id", recipientId)
            .executeUpdate()
        == 1;
  }

  int endLeases(Instant now) {
    return endLeased("r.leaseUntil < :end", now.toEpochMilli(), now);
  }

  int endLeasesOf(String node, Instant now) {
    return endLeased("r.leasedBy = :end", node, now);
  }

  /**
   * Looks for them among those that are under way, newest first: that order makes the database walk
   * the index of the states, where a plain condition makes it read the whole queue.
   */
  private int endLeased(String condition, Object end, Instant now) {
    int ended = 0;
    List<Long> ids;
    do {
      ids =
          em.createQuery(
                  "select r.id from RecipientEntity r where r.state = :leased and "
                      + condition
                      + " order by r.id desc",
                  Long.class)
              .setParameter("leased", RecipientState.DELIVERING)
              .setParameter("end", end)
              .setMaxResults(LEASES_AT_ONCE)
              .getResultList();
      if (!ids.isEmpty()) {
        em.createQuery(VOID_LEASE + " and " + condition)
            .setParameter("now", now.toEpochMilli())
            .setParameter("ids", padded(ids))
            .setParameter("end", end)
            .executeUpdate();
        keepHeld(ids);
        ended += ids.size();
      }
    } while (ids.size() == LEASES_AT_ONCE);
    return ended;
  }

  /**
   * Writes what an attempt came to; false where the lease had ended meanwhile.
   *
   * <p>No arithmetic in the statement: EclipseLink would write the values into the text of it, and
   * Derby would compile it anew every time.
   */
  boolean record(Ended ended) {
    // Null unless it waits for another attempt, so that it is the time when it is due as well.
    Instant next = ended.nextAttempt();
    return em.createQuery(
                "update RecipientEntity r set r.state = :state, r.attempts = :attempts,"
                    + " r.nextAttempt = :next, r.dueAt = :next, r.parked = null,"
                    + " r.leaseUntil = null, r.leasedBy = null,"
                    + " r.lastStatus = :status, r.lastText = :text, r.finishedAt = :finished,"
                    + " r.sweepAt = :finished"
                    + " where r.id = :id"
                    + " and r.state = org.sealpost.queue.RecipientState.DELIVERING")
            .setParameter("state", ended.state())
            .setParameter("attempts", ended.attempts())
            .setParameter("next", next == null ? null : next.toEpochMilli())
            .setParameter("status", ended.status())
            .setParameter("text", ended.lastText())
            .setParameter("finished", ended.state().isFinished() ? ended.at().toEpochMilli() : null)
            .setParameter("id", ended.recipientId())
            .executeUpdate()
        == 1;
  }

  /**
   * The sender is about to be told that it takes longer.
   *
   * @return false where that was done before
   */
  boolean markDelayTold(long recipientId, Instant now) {
    return em.createQuery(
                "update RecipientEntity r set r.delayToldAt = :now"
                    + " where r.id = :id and r.delayToldAt is null")
            .setParameter("now", now.toEpochMilli())
            .setParameter("id", recipientId)
            .executeUpdate()
        == 1;
  }

  /**
   * An operator's change of one recipient that is not being delivered and not finished.
   *
   * @param nextAttempt when it is due, null for never
   * @return whether it was in a state that allows it
   */
  public boolean change(
      long recipientId,
      Set<RecipientState> from,
      RecipientState to,
      @Nullable Instant nextAttempt,
      Instant now) {
    Long next = nextAttempt == null ? null : nextAttempt.toEpochMilli();
    return em.createQuery(
                "update RecipientEntity r set r.state = :to, r.nextAttempt = :next,"
                    + " r.dueAt = :due, r.parked = null, r.finishedAt = :finished,"
                    + " r.sweepAt = :finished"
                    + " where r.id = :id and r.state in :from")
            .setParameter("to", to)
            .setParameter("next", next)
            .setParameter("due", WAITING.contains(to) ? next : null)
            .setParameter("finished", to.isFinished() ? now.toEpochMilli() : null)
            .setParameter("id", recipientId)
            .setParameter("from", from)
            .executeUpdate()
        == 1;
  }

  /**
   * Changes the urgency of one recipient that waits or is held.
   *
   * @return whether it was in a state that allows it and had another urgency
   */
  public boolean prioritise(long recipientId, Urgency urgency) {
    return em.createQuery(
                "update RecipientEntity r set r.urgency = :urgency"
                    + " where r.id = :id and r.urgency <> :urgency and r.state in :from")
            .setParameter("urgency", urgency.rank())
            .setParameter("id", recipientId)
            .setParameter("from", IN_OPERATORS_HANDS)
            .executeUpdate()
        == 1;
  }

  /** It has been looked at whether the messages of these finished recipients can be removed. */
  void sweepNoMore(Collection<Long> recipientIds) {
    if (!recipientIds.isEmpty()) {
      em.createQuery("update RecipientEntity r set r.sweepAt = null where r.id in :ids")
          .setParameter("ids", padded(recipientIds))
          .executeUpdate();
    }
  }

  /** A message lies in one mailbox less: it is to be looked at again whether it can be removed. */
  public void sweepAgain(long messageId) {
    em.createQuery(
            "update RecipientEntity r set r.sweepAt = r.finishedAt where r.messageId = :message")
        .setParameter("message", messageId)
        .executeUpdate();
  }

  /**
   * Gives a recipient that waits after a failure another time, by a rule.
   *
   * @param waiting as it was read; where it is no longer so, nothing is changed
   * @return whether it still waited for the same time
   */
  public boolean postpone(RecipientEntity waiting, Instant next, long rule, Instant now) {
    Instant due = waiting.dueAt();
    if (due == null || due.equals(next)) {
      return false;
    }
    int changed =
        em.createQuery(
                "update RecipientEntity r set r.nextAttempt = :next, r.dueAt = :next"
                    + " where r.id = :id and r.dueAt = :due"
                    + " and r.state = org.sealpost.queue.RecipientState.DEFERRED")
            .setParameter("next", next.toEpochMilli())
            .setParameter("id", waiting.id())
            .setParameter("due", due.toEpochMilli())
            .executeUpdate();
    if (changed == 1) {
      var by = new RecipientChange.By(rule, now, next);
      em.persist(new RecipientChange(waiting, RecipientState.DEFERRED, by));
    }
    return changed == 1;
  }

  /**
   * When recipients are due that are let go now, and which of them then: now; where the sender
   * wants the message kept until later, then (RFC 4865). A hold and its end take nothing from what
   * was promised.
   */
  public SortedMap<Instant, List<Long>> dueOnRelease(Collection<Long> recipientIds, Instant now) {
    Map<Long, Instant> later = keptUntil(recipientIds, now);
    return recipientIds.stream()
        .distinct()
        .collect(groupingBy(id -> later.getOrDefault(id, now), TreeMap::new, toList()));
  }

  private Map<Long, Instant> keptUntil(Collection<Long> recipientIds, Instant now) {
    Map<Long, Instant> later = new HashMap<>();
    if (recipientIds.isEmpty()) {
      return later;
    }
    em.createQuery(
            "select r.id, m.receivedAt, m.releaseRequest from RecipientEntity r, MessageEntity m"
                + " where m.id = r.messageId and m.releaseRequest is not null and r.id in :ids",
            Object[].class)
        .setParameter("ids", padded(recipientIds))
        .getResultStream()
        .forEach(
            row -> {
              Instant received = Instant.ofEpochMilli((Long) row[1]);
              Instant at = FutureRelease.ofRequest((String) row[2], received).at();
              if (at.isAfter(now)) {
                later.put((Long) row[0], at);
              }
            });
    return later;
  }
}
