package org.sealpost.queue;

import static org.sealpost.queue.RecipientStore.padded;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.event.Events;

/**
 * Holds recipients by rules and lets them go, in the transaction of the caller: the part of {@link
 * RecipientStore} that writes a line of the history for each, and tells of it.
 */
public final class RuleHolds {
  private final EntityManager em;
  private final Events events;

  /** For one transaction. */
  public RuleHolds(EntityManager em, Events events) {
    this.em = em;
    this.events = events;
  }

  /**
   * Keeps recipients back by a rule: those that wait, and those that a node works on as soon as
   * that has ended without settling them, or instead of beginning. Returns how many.
   */
  public int hold(Collection<Long> recipientIds, HeldBy held, Instant now) {
    List<RecipientEntity> waiting = in(RecipientStore.WAITING, recipientIds);
    int changed =
        em.createQuery(
                "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.HELD,"
                    + " r.nextAttempt = null, r.dueAt = null, r.parked = null,"
                    + " r.holdRule = :rule, r.lastText = :why"
                    + " where r.id in :ids and r.state in :waiting")
            .setParameter("rule", held.rule())
            .setParameter("why", held.why())
            .setParameter("ids", padded(recipientIds))
            .setParameter("waiting", RecipientStore.WAITING)
            .executeUpdate();
    note(waiting, RecipientState.HELD, new RecipientChange.By(held.rule(), now, null), held.why());
    return changed + askHold(recipientIds, held, now);
  }

  private int askHold(Collection<Long> recipientIds, HeldBy held, Instant now) {
    List<RecipientEntity> leased =
        events.wanted() ? in(EnumSet.of(RecipientState.DELIVERING), recipientIds) : List.of();
    int asked =
        em.createQuery(
                "update RecipientEntity r set r.holdAsked = true, r.holdRule = :rule,"
                    + " r.lastText = :why where r.id in :ids and r.holdAsked = false"
                    + " and r.state = org.sealpost.queue.RecipientState.DELIVERING")
            .setParameter("rule", held.rule())
            .setParameter("why", held.why())
            .setParameter("ids", padded(recipientIds))
            .executeUpdate();
    MessageEvents told = new MessageEvents(em, events);
    leased.stream()
        .filter(each -> !each.isHoldAsked())
        .forEach(each -> told.held(each, now, MessageEvents.By.rule(held.why())));
    told.tell();
    return asked;
  }

  /** Takes back the holds of a rule that have not taken effect yet; returns how many. */
  public int holdNoMoreBy(long rule, Instant now) {
    MessageEvents told = new MessageEvents(em, events);
    if (events.wanted()) {
      em.createQuery(
              "select r from RecipientEntity r where r.holdRule = :rule and r.holdAsked = true"
                  + " and r.state = org.sealpost.queue.RecipientState.DELIVERING order by r.id",
              RecipientEntity.class)
          .setParameter("rule", rule)
          .getResultList()
          .forEach(each -> told.released(each, now, MessageEvents.By.rule(null), null));
    }
    int taken =
        em.createQuery(
                "update RecipientEntity r set r.holdAsked = false where r.holdRule = :rule"
                    + " and r.state = org.sealpost.queue.RecipientState.DELIVERING"
                    + " and r.holdAsked = true")
            .setParameter("rule", rule)
            .executeUpdate();
    told.tell();
    return taken;
  }

  /**
   * Keeps recipients back by a rule that were leased and are not attempted; returns how many were
   * still leased by that node.
   */
  public int holdLeased(Collection<Long> recipientIds, String node, HeldBy held, Instant now) {
    List<RecipientEntity> leased = in(EnumSet.of(RecipientState.DELIVERING), recipientIds);
    int changed =
        em.createQuery(
                "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.HELD,"
                    + " r.nextAttempt = null, r.dueAt = null, r.parked = null,"
                    + " r.leaseUntil = null, r.leasedBy = null,"
                    + " r.holdRule = :rule, r.lastText = :why"
                    + " where r.id in :ids and r.leasedBy = :node"
                    + " and r.state = org.sealpost.queue.RecipientState.DELIVERING")
            .setParameter("rule", held.rule())
            .setParameter("why", held.why())
            .setParameter("ids", padded(recipientIds))
            .setParameter("node", node)
            .executeUpdate();
    note(leased, RecipientState.HELD, new RecipientChange.By(held.rule(), now, null), held.why());
    return changed;
  }

  private List<RecipientEntity> in(Set<RecipientState> states, Collection<Long> recipientIds) {
    return em.createQuery(
            "select r from RecipientEntity r where r.id in :ids and r.state in :states"
                + " order by r.id",
            RecipientEntity.class)
        .setParameter("ids", padded(recipientIds))
        .setParameter("states", states)
        .getResultList();
  }

  /** Writes the history of those that have come to a state since they were read. */
  private void note(
      List<RecipientEntity> read,
      RecipientState state,
      RecipientChange.By by,
      @Nullable String why) {
    if (read.isEmpty()) {
      return;
    }
    Set<Long> changed = new HashSet<>();
    em.createQuery(
            "select r.id from RecipientEntity r where r.id in :ids and r.state = :state",
            Long.class)
        .setParameter("ids", padded(read.stream().map(RecipientEntity::id).toList()))
        .setParameter("state", state)
        .getResultStream()
        .forEach(changed::add);
    List<RecipientEntity> come = read.stream().filter(each -> changed.contains(each.id())).toList();
    MessageEvents told = new MessageEvents(em, events);
    told.read(come.stream().map(RecipientEntity::messageId).toList());
    for (RecipientEntity each : come) {
      em.persist(new RecipientChange(each, state, by));
      if (state == RecipientState.HELD) {
        told.held(each, by.at(), MessageEvents.By.rule(why));
      } else {
        told.released(each, by.at(), MessageEvents.By.rule(why), by.next());
      }
    }
    told.tell();
  }

  /**
   * Lets recipients go that a rule holds, due as {@link RecipientStore#dueOnRelease} says. Returns
   * how many were held.
   */
  public int release(Collection<Long> recipientIds, long rule, Instant now) {
    int released = 0;
    for (Map.Entry<Instant, List<Long>> each :
        new RecipientStore(em).dueOnRelease(recipientIds, now).entrySet()) {
      List<RecipientEntity> held = in(EnumSet.of(RecipientState.HELD), each.getValue());
      released +=
          em.createQuery(
                  "update RecipientEntity r set r.state = org.sealpost.queue.RecipientState.QUEUED,"
                      + " r.nextAttempt = :due, r.dueAt = :due where r.id in :ids"
                      + " and r.state = org.sealpost.queue.RecipientState.HELD")
              .setParameter("due", each.getKey().toEpochMilli())
              .setParameter("ids", padded(each.getValue()))
              .executeUpdate();
      note(held, RecipientState.QUEUED, new RecipientChange.By(rule, now, each.getKey()), null);
    }
    return released;
  }
}
