package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private static final String VOID_LEASE =
      "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.DEFERRED,"
          + " r.nextAttempt = :now, r.dueAt = :now, r.parked = null,"
          + " r.leaseUntil = null, r.leasedBy = null"
          + " where r.state = org.sealpost.queue.RecipientState.DELIVERING and ";

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
                + " r.leaseUntil = :until, r.dueAt = null, r.parked = null"
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

  void giveBack(Collection<Long> recipientIds, Instant due) {
    voidLeases(VOID_LEASE + "r.id in :ids", due)
        .setParameter("ids", padded(recipientIds))
        .executeUpdate();
  }

  int endLeases(Instant now) {
    return voidLeases(VOID_LEASE + "r.leaseUntil < :now", now).executeUpdate();
  }

  int endLeasesOf(String node, Instant now) {
    return voidLeases(VOID_LEASE + "r.leasedBy = :node", now)
        .setParameter("node", node)
        .executeUpdate();
  }

  private Query voidLeases(String statement, Instant now) {
    return em.createQuery(statement).setParameter("now", now.toEpochMilli());
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
                    + " r.lastStatus = :status, r.lastText = :text, r.finishedAt = :finished"
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
                    + " r.dueAt = :due, r.parked = null, r.finishedAt = :finished"
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

  /** Keeps waiting recipients back by a rule; returns how many did wait. */
  public int hold(Collection<Long> recipientIds, HeldBy held) {
    return em.createQuery(
            "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.HELD,"
                + " r.nextAttempt = null, r.dueAt = null, r.parked = null,"
                + " r.holdRule = :rule, r.lastText = :why"
                + " where r.id in :ids and r.state in :waiting")
        .setParameter("rule", held.rule())
        .setParameter("why", held.why())
        .setParameter("ids", padded(recipientIds))
        .setParameter("waiting", WAITING)
        .executeUpdate();
  }

  /** Lets held recipients go; they are due now. Returns how many were held. */
  public int release(Collection<Long> recipientIds, Instant now) {
    return em.createQuery(
            "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.QUEUED,"
                + " r.nextAttempt = :now, r.dueAt = :now where r.id in :ids"
                + " and r.state = org.sealpost.queue.RecipientState.HELD")
        .setParameter("now", now.toEpochMilli())
        .setParameter("ids", padded(recipientIds))
        .executeUpdate();
  }
}
