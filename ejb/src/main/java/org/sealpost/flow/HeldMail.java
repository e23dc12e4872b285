package org.sealpost.flow;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.event.Events;
import org.sealpost.queue.RecipientState;
import org.sealpost.queue.RuleHolds;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ReversePath;

/**
 * Holds what waits already, and lets go what is held, in the transaction of the caller: some at a
 * time, so that no transaction keeps many rows from others.
 */
public final class HeldMail {
  private static final Set<RecipientState> OPEN =
      EnumSet.of(RecipientState.QUEUED, RecipientState.DEFERRED, RecipientState.DELIVERING);

  private final EntityManager em;
  private final RuleHolds holds;

  /** For one transaction; only to read. */
  public HeldMail(EntityManager em) {
    this(em, Events.NONE);
  }

  /** For one transaction. */
  public HeldMail(EntityManager em, Events events) {
    this.em = em;
    this.holds = new RuleHolds(em, events);
  }

  /**
   * How far a walk has come.
   *
   * @param changed how many recipients were changed
   * @param last the key to go on after
   * @param more whether there may be more behind it
   */
  public record Step(int changed, long last, boolean more) {}

  /**
   * Holds recipients that wait for their turn and that a rule is for, and those that a node has
   * claimed: one whose attempt has begun is held where that does not settle it.
   *
   * @param after only those with a higher key
   * @param most how many to look at
   */
  public Step hold(LaidRule laid, long after, int most, Instant now) {
    if (!(laid.rule() instanceof FlowRule.Hold hold)) {
      throw new FlowRefusedException(Refusal.ONLY_A_HOLD);
    }
    List<Long> matching = new ArrayList<>();
    long last = after;
    List<Object[]> rows = candidates(hold, after).setMaxResults(most).getResultList();
    for (Object[] row : rows) {
      last = (Long) row[0];
      if (isFor(hold, row)) {
        matching.add(last);
      }
    }
    int held = matching.isEmpty() ? 0 : holds.hold(matching, laid.heldBy(), now);
    return new Step(held, last, rows.size() == most);
  }

  /**
   * Holds recipients that were claimed and taken back before their attempts began, as far as the
   * rule is for them.
   *
   * @param claimed not many
   * @param node who had claimed them
   * @return how many it holds
   */
  public int holdClaimed(LaidRule laid, Collection<Long> claimed, String node, Instant now) {
    if (!(laid.rule() instanceof FlowRule.Hold hold)) {
      throw new FlowRefusedException(Refusal.ONLY_A_HOLD);
    }
    List<Long> matching =
        em.createQuery(
                "select r.id, r.domain, m.reversePath, m.subject, m.fromField"
                    + " from RecipientEntity r, MessageEntity m where m.id = r.messageId"
                    + " and r.id in :ids",
                Object[].class)
            .setParameter("ids", claimed)
            .getResultStream()
            .filter(row -> isFor(hold, row))
            .map(row -> (Long) row[0])
            .toList();
    return matching.isEmpty() ? 0 : holds.holdLeased(matching, node, laid.heldBy(), now);
  }

  private static boolean isFor(FlowRule.Hold hold, Object[] row) {
    ReversePath from = ReversePath.parse((String) row[2]).orElse(ReversePath.NULL);
    return hold.matches(from, Domain.of((String) row[1]))
        && hold.matches((String) row[3], (String) row[4]);
  }

  /** What the database can tell apart; what it cannot is looked at one by one. */
  private TypedQuery<Object[]> candidates(FlowRule.Hold hold, long after) {
    String domain = like(hold.recipients());
    String said = hold.said();
    TypedQuery<Object[]> query =
        em.createQuery(
                "select r.id, r.domain, m.reversePath, m.subject, m.fromField"
                    + " from RecipientEntity r, MessageEntity m where m.id = r.messageId"
                    + " and r.state in :open and r.id > :after"
                    + (domain == null ? "" : " and r.domain like :domain escape '!'")
                    + (said == null
                        ? ""
                        : " and (lower(m.subject) like :said escape '!'"
                            + " or lower(m.fromField) like :said escape '!')")
                    + " order by r.id",
                Object[].class)
            .setParameter("open", OPEN)
            .setParameter("after", after);
    if (domain != null) {
      query.setParameter("domain", domain);
    }
    if (said != null) {
      query.setParameter("said", "%" + escaped(said.toLowerCase(Locale.ROOT)) + "%");
    }
    return query;
  }

  /** What all domains of a pattern are like, and maybe some others; null for all. */
  static @Nullable String like(@Nullable DomainPattern pattern) {
    Domain domain = pattern == null ? null : pattern.domain();
    if (pattern == null || domain == null) {
      return null;
    }
    String before =
        switch (pattern.reach()) {
          case BELOW -> "%.";
          case WITHIN -> "%"; // and others that end so
          case EXACT, ALL -> "";
        };
    return before + escaped(domain.name());
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /** Lets recipients go that a rule holds; due now, or when the sender wanted (RFC 4865). */
  public Step release(long rule, int most, Instant now) {
    List<Long> ids =
        em.createQuery(
                "select r.id from RecipientEntity r where r.holdRule = :rule"
                    + " and r.state = org.sealpost.queue.RecipientState.HELD order by r.id",
                Long.class)
            .setParameter("rule", rule)
            .setMaxResults(most)
            .getResultList();
    int released = holds.holdNoMoreBy(rule, now);
    released += ids.isEmpty() ? 0 : holds.release(ids, rule, now);
    return new Step(released, 0, ids.size() == most);
  }

  /** How many recipients each rule holds. */
  public Map<Long, Long> counts() {
    Map<Long, Long> counts = new HashMap<>();
    em.createQuery(
            "select r.holdRule, count(r) from RecipientEntity r where r.holdRule is not null"
                + " and r.state = org.sealpost.queue.RecipientState.HELD group by r.holdRule",
            Object[].class)
        .getResultStream()
        .forEach(row -> counts.put((Long) row[0], (Long) row[1]));
    return counts;
  }
}
