package org.sealpost.admin;

import static org.sealpost.queue.RecipientStore.IN_OPERATORS_HANDS;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.sealpost.event.Events;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageEvents;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.queue.RecipientState;
import org.sealpost.queue.RecipientStore;
import org.sealpost.refusal.Refusal;

/**
 * Lets recipients wait until a time that an operator names, in the transaction of the caller. As
 * with FUTURERELEASE (RFC 4865) the time a message may live counts from then on.
 */
final class Postponement {
  /** Choice: as far as anybody plans; a slip in the year is refused. */
  static final Duration FURTHEST = Duration.ofDays(366);

  private final EntityManager em;
  private final AuditLog audit;
  private final Duration lifetime;
  private final Instant now;
  private final MessageEvents events;

  Postponement(EntityManager em, AuditLog audit, Duration lifetime, Instant now, Events events) {
    this.em = em;
    this.audit = audit;
    this.lifetime = lifetime;
    this.now = now;
    this.events = new MessageEvents(em, events);
  }

  /**
   * Makes recipients due at a time and not before; held ones are released to it.
   *
   * @return how many wait until then
   * @throws CommandRefusedException where the time has passed, or is more than a year away
   */
  int schedule(Collection<Long> ids, Instant notBefore, String reason) {
    check(notBefore, now);
    if (ids.isEmpty()) {
      return 0;
    }
    int changed = 0;
    RecipientStore recipients = new RecipientStore(em);
    List<RecipientEntity> found =
        em.createQuery(
                "select r from RecipientEntity r where r.id in :ids order by r.id",
                RecipientEntity.class)
            .setParameter("ids", ids)
            .getResultList();
    for (RecipientEntity each : found) {
      String before = "<" + each.forwardPath().text() + "> " + each.state();
      boolean moved =
          recipients.change(each.id(), IN_OPERATORS_HANDS, RecipientState.QUEUED, notBefore, now);
      if (moved) {
        message(each).live(notBefore.plus(lifetime));
        String after = "not before " + notBefore.truncatedTo(ChronoUnit.SECONDS);
        audit.add(
            "schedule", each.messageId(), before, after, reason.isBlank() ? null : reason.strip());
        if (each.state() == RecipientState.HELD) {
          events.released(each, now, new MessageEvents.By(audit.actor(), reason), notBefore);
        }
        changed++;
      }
    }
    events.tell();
    return changed;
  }

  /** Refuses a time that cannot be meant. */
  static void check(Instant notBefore, Instant now) {
    if (!notBefore.isAfter(now)) {
      throw new CommandRefusedException(Refusal.TIME_PASSED);
    }
    if (notBefore.isAfter(now.plus(FURTHEST))) {
      throw new CommandRefusedException(Refusal.TIME_TOO_FAR);
    }
  }

  private MessageEntity message(RecipientEntity recipient) {
    return Objects.requireNonNull(em.find(MessageEntity.class, recipient.messageId()));
  }
}
