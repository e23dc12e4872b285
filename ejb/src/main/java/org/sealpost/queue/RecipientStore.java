package org.sealpost.queue;

import static java.util.stream.Collectors.toSet;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes the state of recipients, in the transaction of the caller. Each change names the states
 * it starts from, so that an operator's command and a running attempt never overwrite each other.
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
          + " r.nextAttempt = :now, r.leaseUntil = null, r.leasedBy = null"
          + " where r.state = org.sealpost.queue.RecipientState.DELIVERING and ";

  /** With a batch of 200 it makes 512 at most, the size of a prepared statement's list. */
  private static final int MOST_BESIDES = 312;

  private final EntityManager em;

  /** A store on the caller's persistence context. */
  public RecipientStore(EntityManager em) {
    this.em = em;
  }

  /**
   * Leases recipients that are due, oldest first. What an operator took between the question and
   * the lease is left to them: the lease asks for the state again.
   */
  List<RecipientEntity> claim(Lease lease, Instant now, int most, Collection<String> busyDomains) {
    List<Long> due = due(now, most, busyDomains);
    if (due.isEmpty()) {
      return List.of();
    }
    if (due.size() == most) {
      due = withTheirGroups(due, now);
    }
    em.createQuery(
            "update RecipientEntity r set r.state = :leased, r.leasedBy = :node,"
                + " r.leaseUntil = :until where r.id in :ids and r.state in :waiting")
        .setParameter("leased", RecipientState.DELIVERING)
        .setParameter("node", lease.node())
        .setParameter("until", lease.until().toEpochMilli())
        .setParameter("ids", padded(due))
        .setParameter("waiting", WAITING)
        .executeUpdate();
    return em.createQuery(
            "select r from RecipientEntity r where r.id in :ids and r.state = :leased"
                + " and r.leasedBy = :node and r.leaseUntil = :until order by r.nextAttempt, r.id",
            RecipientEntity.class)
        .setParameter("ids", padded(due))
        .setParameter("leased", RecipientState.DELIVERING)
        .setParameter("node", lease.node())
        .setParameter("until", lease.until().toEpochMilli())
        .getResultList();
  }

  private List<Long> due(Instant now, int most, Collection<String> busyDomains) {
    String notBusy = busyDomains.isEmpty() ? "" : " and r.domain not in :busy";
    var query =
        em.createQuery(
                "select r.id from RecipientEntity r where r.state in :waiting"
                    + " and r.nextAttempt <= :now"
                    + notBusy
                    + " order by r.nextAttempt",
                Long.class)
            .setParameter("waiting", WAITING)
            .setParameter("now", now.toEpochMilli())
            .setMaxResults(most);
    if (!busyDomains.isEmpty()) {
      query.setParameter("busy", padded(busyDomains));
    }
    return query.getResultList();
  }

  /**
   * A batch ends anywhere; the rest of a message's recipients at the same domain comes along, so
   * that they share mail transactions (RFC 5321 §3.3).
   */
  private List<Long> withTheirGroups(List<Long> due, Instant now) {
    Set<Group> groups =
        em.createQuery(
                "select r.messageId, r.domain from RecipientEntity r where r.id in :ids",
                Object[].class)
            .setParameter("ids", padded(due))
            .getResultStream()
            .map(row -> new Group((Long) row[0], (String) row[1]))
            .collect(toSet());
    Set<Long> all = new LinkedHashSet<>(due);
    em.createQuery(
            "select r.id, r.messageId, r.domain from RecipientEntity r"
                + " where r.messageId in :messages and r.state in :waiting"
                + " and r.nextAttempt <= :now order by r.nextAttempt, r.id",
            Object[].class)
        .setParameter("messages", padded(groups.stream().map(Group::messageId).collect(toSet())))
        .setParameter("waiting", WAITING)
        .setParameter("now", now.toEpochMilli())
        .setMaxResults(due.size() + MOST_BESIDES)
        .getResultStream()
        .filter(row -> groups.contains(new Group((Long) row[1], (String) row[2])))
        .map(row -> (Long) row[0])
        .filter(id -> !all.contains(id))
        .limit(MOST_BESIDES)
        .toList()
        .forEach(all::add);
    return List.copyOf(all);
  }

  /** What travels in the same mail transactions. */
  private record Group(long messageId, String domain) {}

  /**
   * The same keys, some twice, so that their number is a power of two: the text of a statement
   * holds as many question marks as there are keys, and every other text is compiled anew.
   */
  private static <T> List<T> padded(Collection<T> ids) {
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
    Instant next = ended.nextAttempt();
    return em.createQuery(
                "update RecipientEntity r set r.state = :state, r.attempts = :attempts,"
                    + " r.nextAttempt = :next, r.leaseUntil = null, r.leasedBy = null,"
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
    return em.createQuery(
                "update RecipientEntity r set r.state = :to, r.nextAttempt = :next,"
                    + " r.finishedAt = :finished where r.id = :id and r.state in :from")
            .setParameter("to", to)
            .setParameter("next", nextAttempt == null ? null : nextAttempt.toEpochMilli())
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
                + " r.nextAttempt = null, r.holdRule = :rule, r.lastText = :why"
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
                + " r.nextAttempt = :now where r.id in :ids"
                + " and r.state = org.sealpost.queue.RecipientState.HELD")
        .setParameter("now", now.toEpochMilli())
        .setParameter("ids", padded(recipientIds))
        .executeUpdate();
  }
}
