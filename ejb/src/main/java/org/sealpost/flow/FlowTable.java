package org.sealpost.flow;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.LineLimit;
import org.sealpost.refusal.Refusal;

/** The rows of all rules, in the transaction of the caller; changes come one after the other. */
public final class FlowTable {
  private static final int MOST_AT_THE_SAME_TIME = 1_000;
  private static final int MOST_A_MINUTE = 100_000;
  private static final int MOST_CHARACTERS = 200;
  private static final Duration LONGEST_PAUSE = Duration.ofDays(366);
  private static final String IN_FORCE = " where x.endedAt is null";

  private final EntityManager em;

  /** For one transaction. */
  public FlowTable(EntityManager em) {
    this.em = em;
  }

  /**
   * Lays a rule down. A limit, waits or a route for a destination that has some already take their
   * place, and so does a pause with another end.
   *
   * @return the rule, and the one whose place it took
   * @throws FlowRefusedException where it would not be right, with a sentence why
   */
  public Added add(FlowRule rule, String reason, String madeBy, Instant now) {
    lock();
    check(rule, reason);
    if (rule instanceof FlowRule.Pause pause) {
      check(pause, now);
    }
    FlowRuleEntity former = former(rule);
    LaidRule replaced = former == null ? null : former.toLaidRule();
    if (former != null) {
      former.end(madeBy, now);
    }
    FlowRuleEntity row = new FlowRuleEntity(rule, reason, madeBy, now);
    em.persist(row);
    em.flush();
    return new Added(row.toLaidRule(), Optional.ofNullable(replaced));
  }

  /** A new rule, and the one it replaced. */
  public record Added(LaidRule made, Optional<LaidRule> replaced) {}

  private static void check(FlowRule rule, String reason) {
    refuseIf(reason.isBlank(), Refusal.REASON_MISSING);
    if (rule instanceof FlowRule.Hold hold) {
      refuseIf(
          hold.reversePath() == null && hold.recipients() == null && hold.said() == null,
          Refusal.HOLD_OF_NOTHING);
      String said = hold.said();
      refuseIf(
          said != null && (said.isBlank() || said.length() > MOST_CHARACTERS),
          Refusal.TEXT_TOO_LONG,
          MOST_CHARACTERS);
    }
    if (rule instanceof FlowRule.Limit limit) {
      check(limit.most());
    }
  }

  private static void check(FlowRule.Pause pause, Instant now) {
    Instant until = pause.until();
    refuseIf(until != null && !until.isAfter(now), Refusal.PAUSE_PASSED);
    refuseIf(until != null && until.isAfter(now.plus(LONGEST_PAUSE)), Refusal.PAUSE_TOO_LONG);
  }

  private static void check(LineLimit most) {
    Integer connections = most.connections();
    Integer perMinute = most.perMinute();
    refuseIf(connections == null && perMinute == null, Refusal.LIMIT_OF_NOTHING);
    refuseIf(
        connections != null && (connections < 1 || connections > MOST_AT_THE_SAME_TIME),
        Refusal.LIMIT_AT_A_TIME,
        MOST_AT_THE_SAME_TIME);
    refuseIf(
        perMinute != null && (perMinute < 1 || perMinute > MOST_A_MINUTE),
        Refusal.LIMIT_A_MINUTE,
        MOST_A_MINUTE);
  }

  private static void refuseIf(boolean wrong, Refusal why, Object... values) {
    if (wrong) {
      throw new FlowRefusedException(why, values);
    }
  }

  private @Nullable FlowRuleEntity former(FlowRule rule) {
    for (FlowRuleEntity row : rows(rule.kind())) {
      FlowRule there = row.toLaidRule().rule();
      if (rule instanceof FlowRule.Limit limit
          && there instanceof FlowRule.Limit other
          && limit.recipients().equals(other.recipients())) {
        return row;
      }
      if (rule instanceof FlowRule.Retry retry
          && there instanceof FlowRule.Retry other
          && retry.recipients().equals(other.recipients())
          && retry.failure() == other.failure()) {
        return row;
      }
      if (rule instanceof FlowRule.Routing routing
          && there instanceof FlowRule.Routing other
          && routing.recipients().equals(other.recipients())
          && !routing.equals(other)) {
        return row;
      }
      refuseIf(there.equals(rule), Refusal.RULE_THERE);
      if (rule instanceof FlowRule.Pause pause
          && there instanceof FlowRule.Pause other
          && pause.recipients().equals(other.recipients())) {
        return row;
      }
    }
    return null;
  }

  /** Ends a rule that counts; empty where there is none with that id. */
  public Optional<LaidRule> end(long id, String by, Instant now) {
    lock();
    FlowRuleEntity row = em.find(FlowRuleEntity.class, id);
    if (row == null || row.toLaidRule().endedAt() != null) {
      return Optional.empty();
    }
    LaidRule before = row.toLaidRule();
    row.end(by, now);
    return Optional.of(before);
  }

  /** Ends the pauses that have come to the end that was set for them; returns them. */
  public List<LaidRule> endPauses(String by, Instant now) {
    lock();
    List<FlowRuleEntity> over =
        rows(FlowRule.Kind.PAUSE).stream()
            .filter(
                row ->
                    row.toLaidRule().rule() instanceof FlowRule.Pause pause
                        && pause.until() != null
                        && !now.isBefore(pause.until()))
            .toList();
    List<LaidRule> before = over.stream().map(FlowRuleEntity::toLaidRule).toList();
    over.forEach(row -> row.end(by, now));
    return before;
  }

  /** One rule, whether or not it still counts. */
  public Optional<LaidRule> find(long id) {
    return Optional.ofNullable(em.find(FlowRuleEntity.class, id)).map(FlowRuleEntity::toLaidRule);
  }

  /** What counts of one kind, oldest first. */
  public List<LaidRule> inForce(FlowRule.Kind kind) {
    return rows(kind).stream().map(FlowRuleEntity::toLaidRule).toList();
  }

  private List<FlowRuleEntity> rows(FlowRule.Kind kind) {
    return em.createQuery(
            "select x from FlowRuleEntity x"
                + IN_FORCE
                + " and x.kind = :kind"
                + " order by x.madeAt, x.id",
            FlowRuleEntity.class)
        .setParameter("kind", kind)
        .getResultList();
  }

  /** One page of what no longer counts, of every kind; what ended last comes first. */
  public List<LaidRule> ended(int first, int most) {
    return em.createQuery(
            "select x from FlowRuleEntity x where x.endedAt is not null"
                + " order by x.endedAt desc, x.id desc",
            FlowRuleEntity.class)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(FlowRuleEntity::toLaidRule)
        .toList();
  }

  /** How many {@link #ended} has. */
  public long countEnded() {
    return em.createQuery(
            "select count(x) from FlowRuleEntity x where x.endedAt is not null", Long.class)
        .getSingleResult();
  }

  /** All that counts, as the transaction sees it. */
  public FlowBook book() {
    em.flush();
    List<LaidRule> all =
        em.createQuery(
                "select x from FlowRuleEntity x" + IN_FORCE + " order by x.madeAt, x.id",
                FlowRuleEntity.class)
            .getResultStream()
            .map(FlowRuleEntity::toLaidRule)
            .toList();
    return new FlowBook(version(), all);
  }

  long version() {
    return em.createQuery("select b.version from FlowBookEntity b where b.id = :id", Long.class)
        .setParameter("id", FlowBookEntity.ID)
        .getSingleResult();
  }

  private void lock() {
    em.createQuery("update FlowBookEntity b set b.version = b.version + 1 where b.id = :id")
        .setParameter("id", FlowBookEntity.ID)
        .executeUpdate();
  }
}
