package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.sealpost.event.Events;
import org.sealpost.flow.DeferredMail;
import org.sealpost.flow.DomainPattern;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.FlowTable;
import org.sealpost.flow.HeldMail;
import org.sealpost.flow.LaidRule;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ReversePath;

/**
 * An operator who changes how mail flows, in the transaction of the caller: the change and its
 * audit line.
 */
final class Floodgate {
  private final FlowTable table;
  private final HeldMail held;
  private final AuditLog audit;
  private final String actor;

  /** Who lays down rules only. */
  Floodgate(EntityManager em, String actor) {
    this(em, actor, Events.NONE);
  }

  /** Who holds and lets go as well; events tell of each recipient. */
  Floodgate(EntityManager em, String actor, Events events) {
    this.table = new FlowTable(em);
    this.held = new HeldMail(em, events);
    this.audit = new AuditLog(em, actor);
    this.actor = actor;
  }

  LaidRule add(FlowRule rule, String reason, Instant now) {
    FlowTable.Added added = table.add(rule, reason.strip(), actor, now);
    @Nullable String before = added.replaced().map(one -> one.rule().text()).orElse(null);
    audit.add("add-flow-rule", null, before, rule.text(), reason.strip());
    return added.made();
  }

  /** Ends a rule; one that no longer counts is refused. */
  LaidRule end(long id, String reason, Instant now) {
    if (reason.isBlank()) {
      throw new CommandRefusedException(Refusal.REASON_MISSING);
    }
    LaidRule ended =
        table
            .end(id, actor, now)
            .orElseThrow(() -> new CommandRefusedException(Refusal.RULE_ENDED));
    audit.add("end-flow-rule", null, ended.rule().text(), "ended", reason.strip());
    return ended;
  }

  /** Ends the pause of these recipients; false where there is none. */
  boolean resume(DomainPattern recipients, String reason, Instant now) {
    Optional<LaidRule> pause =
        table.inForce(FlowRule.Kind.PAUSE).stream()
            .filter(
                one ->
                    one.rule() instanceof FlowRule.Pause there
                        && there.recipients().equals(recipients))
            .findFirst();
    pause.ifPresent(one -> end(one.id(), reason, now));
    return pause.isPresent();
  }

  /** Ends the pauses whose end has come; returns how many. */
  int endPauses(Instant now) {
    List<LaidRule> ended = table.endPauses(actor, now);
    ended.forEach(one -> audit.add("end-flow-rule", null, one.rule().text(), "ended", "its end"));
    return ended.size();
  }

  HeldMail.Step holdWaiting(long id, long after, int most, Instant now) {
    LaidRule rule = counting(id);
    HeldMail.Step step = held.hold(rule, after, most, now);
    if (step.changed() > 0) {
      audit.add("hold", null, "waiting", step.changed() + " by " + rule.rule().text(), null);
    }
    return step;
  }

  int holdClaimed(long id, Collection<Long> claimed, String node, Instant now) {
    LaidRule rule = counting(id);
    int changed = held.holdClaimed(rule, claimed, node, now);
    if (changed > 0) {
      audit.add("hold", null, "claimed", changed + " by " + rule.rule().text(), null);
    }
    return changed;
  }

  /** Which messages a rule may be for, as far as the envelope tells. */
  BiPredicate<ReversePath, Domain> envelopes(long id) {
    if (!(counting(id).rule() instanceof FlowRule.Hold hold)) {
      throw new CommandRefusedException(Refusal.ONLY_A_HOLD);
    }
    return hold::matches;
  }

  HeldMail.Step applyWaits(long id, long after, int most, DeferredMail deferred) {
    LaidRule rule = counting(id);
    HeldMail.Step step = deferred.apply(rule, after, most);
    if (step.changed() > 0) {
      audit.add("new-waits", null, "waiting", step.changed() + " by " + rule.rule().text(), null);
    }
    return step;
  }

  private LaidRule counting(long id) {
    return table
        .find(id)
        .filter(one -> one.endedAt() == null)
        .orElseThrow(() -> new CommandRefusedException(Refusal.RULE_ENDED));
  }

  HeldMail.Step release(long id, int most, Instant now) {
    String rule = table.find(id).map(one -> one.rule().text()).orElse("rule " + id);
    HeldMail.Step step = held.release(id, most, now);
    if (step.changed() > 0) {
      audit.add("release", null, "held", step.changed() + " of " + rule, null);
    }
    return step;
  }
}
