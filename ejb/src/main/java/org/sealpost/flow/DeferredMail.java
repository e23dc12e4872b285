package org.sealpost.flow;

import static java.util.stream.Collectors.toSet;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.QueueSettings;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.queue.RecipientStore;
import org.sealpost.queue.RetrySchedule;
import org.sealpost.refusal.Refusal;

/**
 * Gives what waits after a failure the waits of a rule, in the transaction of the caller: some at a
 * time, so that no transaction keeps many rows from others.
 */
public final class DeferredMail {
  private final EntityManager em;
  private final RecipientStore recipients;
  private final RetrySchedule schedule;
  private final Instant now;

  /** For one transaction; by the rules that count in it. */
  public DeferredMail(EntityManager em, QueueSettings settings, Instant now) {
    this.em = em;
    this.recipients = new RecipientStore(em);
    this.schedule =
        new RetrySchedule(
            settings.retrySchedule(),
            settings.retryJitterPercent(),
            new Random(),
            new Flow(new FlowTable(em).book()));
    this.now = now;
  }

  /** The last attempt for a recipient, and what kept it; null where that was not written down. */
  private record Last(Instant at, @Nullable FailureKind failure) {}

  private record Waiting(RecipientEntity recipient, Instant expires) {}

  /**
   * Counts anew from the last attempt when recipients are tried again; a time that has passed is
   * now, and none is later than the end of the message's life. What is due already, what an
   * operator has given a time, and what another rule counts more for, stays as it is.
   *
   * @param after only those with a higher key
   * @param most how many to look at
   */
  public HeldMail.Step apply(LaidRule laid, long after, int most) {
    if (!(laid.rule() instanceof FlowRule.Retry retry)) {
      throw new FlowRefusedException(Refusal.ONLY_WAITS);
    }
    List<Waiting> waiting = waiting(retry.recipients(), after, most);
    Map<Long, Last> lasts = lasts(waiting);
    int changed = 0;
    long last = after;
    for (Waiting each : waiting) {
      last = each.recipient().id();
      Instant next = next(laid, each, lasts.get(last));
      if (next != null && recipients.postpone(each.recipient(), next, laid.id(), now)) {
        changed++;
      }
    }
    return new HeldMail.Step(changed, last, waiting.size() == most);
  }

  /** Null where the rule does not count for it. */
  private @Nullable Instant next(LaidRule laid, Waiting waiting, @Nullable Last last) {
    if (last == null) {
      return null;
    }
    RecipientEntity recipient = waiting.recipient();
    FailureKind failure = last.failure() == null ? FailureKind.OTHER : last.failure();
    RetrySchedule.Wait wait =
        schedule.after(
            Math.max(1, recipient.attempts()), recipient.forwardPath().domain(), failure);
    Long rule = wait.rule();
    if (rule == null || rule != laid.id()) {
      return null;
    }
    Instant next = last.at().plus(wait.length());
    Instant latest = next.isAfter(waiting.expires()) ? waiting.expires() : next;
    return latest.isBefore(now) ? now : latest;
  }

  private List<Waiting> waiting(DomainPattern pattern, long after, int most) {
    String domain = HeldMail.like(pattern);
    TypedQuery<Object[]> query =
        em.createQuery(
                "select r, m.expiresAt from RecipientEntity r, MessageEntity m"
                    + " where m.id = r.messageId"
                    + " and r.state = org.sealpost.queue.RecipientState.DEFERRED"
                    + " and r.dueAt > :now and r.id > :after"
                    + (domain == null ? "" : " and r.domain like :domain escape '!'")
                    + " order by r.id",
                Object[].class)
            .setParameter("now", now.toEpochMilli())
            .setParameter("after", after)
            .setMaxResults(most);
    if (domain != null) {
      query.setParameter("domain", domain);
    }
    List<Waiting> all = new ArrayList<>();
    query
        .getResultList()
        .forEach(
            row ->
                all.add(
                    new Waiting((RecipientEntity) row[0], Instant.ofEpochMilli((Long) row[1]))));
    return all;
  }

  private Map<Long, Last> lasts(List<Waiting> waiting) {
    Map<Long, Last> lasts = new HashMap<>();
    if (waiting.isEmpty()) {
      return lasts;
    }
    em.createQuery(
            "select a.recipientId, a.at, a.failure from AttemptEntity a"
                + " where a.messageId in :messages order by a.at, a.id",
            Object[].class)
        .setParameter(
            "messages", waiting.stream().map(each -> each.recipient().messageId()).collect(toSet()))
        .getResultStream()
        .forEach(
            row ->
                lasts.put(
                    (Long) row[0],
                    new Last(Instant.ofEpochMilli((Long) row[1]), (FailureKind) row[2])));
    return lasts;
  }
}
