package org.sealpost.admin;

import static org.sealpost.queue.RecipientStore.IN_OPERATORS_HANDS;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.GiveUp;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageEvents;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.queue.RecipientState;
import org.sealpost.queue.RecipientStore;
import org.sealpost.queue.Urgency;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.TlsRequirement;

/** An operator at work, in the transaction of the caller: changes and their audit lines. */
final class Operator {
  private static final Set<RecipientState> WAITING =
      EnumSet.of(RecipientState.QUEUED, RecipientState.DEFERRED);

  private final EntityManager em;
  private final RecipientStore recipients;
  private final Consumer<Consumer<Dispatcher>> afterCommit;
  private final Settings settings;
  private final AuditLog audit;
  private final MessageEvents events;
  private final Instant now = Instant.now();

  /**
   * For one command.
   *
   * @param afterCommit takes news for the dispatcher, which gets them once they are committed
   * @param events told of what was done to messages
   */
  Operator(
      EntityManager em,
      Consumer<Consumer<Dispatcher>> afterCommit,
      Settings settings,
      AuditLog audit,
      Events events) {
    this.em = em;
    this.recipients = new RecipientStore(em);
    this.afterCommit = afterCommit;
    this.settings = settings;
    this.audit = audit;
    this.events = new MessageEvents(em, events);
  }

  int changeRequirement(
      long messageId, TlsRequirement requirement, String reason, boolean retryNow) {
    MessageEntity message = em.find(MessageEntity.class, messageId);
    if (message == null || message.requirement() == requirement) {
      return 0;
    }
    TlsRequirement before = message.requirement();
    if (before.isWeakenedBy(requirement) && reason.isBlank()) {
      throw new CommandRefusedException(Refusal.WEAKENING_WITHOUT_REASON);
    }
    message.changeRequirement(requirement);
    audit.add("change-requirement", messageId, before.name(), requirement.name(), given(reason));
    events.requirementChanged(message, before, now, by(reason));
    events.tell();
    if (retryNow) {
      waitingOf(messageId)
          .forEach(id -> recipients.change(id, WAITING, RecipientState.QUEUED, now, now));
    }
    afterCommit.accept(
        dispatcher -> {
          dispatcher.requirementChanged(messageId, requirement);
          dispatcher.tick();
        });
    return 1;
  }

  /** For somebody who may only ask for more. */
  int strengthen(long messageId, TlsRequirement requirement, String reason, boolean retryNow) {
    MessageEntity message = em.find(MessageEntity.class, messageId);
    if (message != null && message.requirement().isWeakenedBy(requirement)) {
      throw new CommandRefusedException(Refusal.WEAKENING_BY_SENDER);
    }
    return changeRequirement(messageId, requirement, reason, retryNow);
  }

  int changeRequirements(
      Collection<Long> recipientIds, TlsRequirement requirement, String reason, boolean retryNow) {
    return find(recipientIds).stream()
        .map(RecipientEntity::messageId)
        .distinct()
        .mapToInt(id -> changeRequirement(id, requirement, reason, retryNow))
        .sum();
  }

  int retryNow(Collection<Long> ids, String reason) {
    return change("retry", ids, WAITING, RecipientState.QUEUED, now, reason);
  }

  int prioritise(Collection<Long> ids, Urgency urgency, String reason) {
    int changed = 0;
    for (RecipientEntity recipient : find(ids)) {
      if (recipients.prioritise(recipient.id(), urgency)) {
        String who = "<" + recipient.forwardPath().text() + "> ";
        audit.add(
            "prioritise",
            recipient.messageId(),
            who + recipient.urgency().name(),
            urgency.name(),
            given(reason));
        changed++;
      }
    }
    afterCommit.accept(Dispatcher::tick);
    return changed;
  }

  int hold(Collection<Long> ids, String reason) {
    int changed = 0;
    for (RecipientEntity recipient : find(ids)) {
      String before = recipient.state().name();
      if (recipients.hold(recipient.id(), now)) {
        log("hold", recipient, before, RecipientState.HELD, reason);
        events.held(recipient, now, by(reason));
        changed++;
      }
    }
    events.tell();
    afterCommit.accept(dispatcher -> dispatcher.callOff(ids));
    return changed;
  }

  int release(Collection<Long> ids, String reason) {
    Set<RecipientState> held = EnumSet.of(RecipientState.HELD);
    int changed = 0;
    for (RecipientEntity recipient : find(ids)) {
      if (recipients.holdNoMore(recipient.id())) {
        log("release", recipient, RecipientState.HELD.name(), RecipientState.DELIVERING, reason);
        events.released(recipient, now, by(reason), null);
        changed++;
      }
    }
    events.tell();
    for (Map.Entry<Instant, List<Long>> each : recipients.dueOnRelease(ids, now).entrySet()) {
      Instant due = each.getKey();
      String wish = due.equals(now) ? "" : "not before " + due + ", as its sender wants";
      String why =
          reason.isBlank() || wish.isEmpty() ? reason + wish : reason.strip() + "; " + wish;
      changed += change("release", each.getValue(), held, RecipientState.QUEUED, due, why);
    }
    return changed;
  }

  int delete(Collection<Long> ids, String reason) {
    return change("delete", ids, IN_OPERATORS_HANDS, RecipientState.DROPPED, null, reason);
  }

  int fail(Collection<Long> ids, String reason) {
    int changed = 0;
    GiveUp giveUp = new GiveUp(em, settings, events);
    for (RecipientEntity recipient : find(ids)) {
      String before = recipient.state().name();
      if (giveUp.fail(recipient, now)) {
        log("fail", recipient, before, RecipientState.FAILED, reason);
        changed++;
      }
    }
    events.tell();
    afterCommit.accept(Dispatcher::tick);
    return changed;
  }

  private int change(
      String action,
      Collection<Long> ids,
      Set<RecipientState> from,
      RecipientState to,
      @Nullable Instant nextAttempt,
      String reason) {
    int changed = 0;
    for (RecipientEntity recipient : find(ids)) {
      String before = recipient.state().name();
      if (recipients.change(recipient.id(), from, to, nextAttempt, now)) {
        log(action, recipient, before, to, reason);
        happened(recipient, to, nextAttempt, reason);
        changed++;
      }
    }
    events.tell();
    afterCommit.accept(Dispatcher::tick);
    return changed;
  }

  /** What recipients wait for is told with the next attempt. */
  private void happened(
      RecipientEntity recipient, RecipientState to, @Nullable Instant due, String reason) {
    if (to == RecipientState.DROPPED) {
      events.dropped(recipient, now, by(reason));
    } else if (recipient.state() == RecipientState.HELD) {
      events.released(recipient, now, by(reason), due);
    }
  }

  private MessageEvents.By by(String reason) {
    return new MessageEvents.By(audit.actor(), reason);
  }

  private void log(
      String action, RecipientEntity recipient, String before, RecipientState to, String reason) {
    String who = "<" + recipient.forwardPath().text() + "> ";
    audit.add(action, recipient.messageId(), who + before, to.name(), given(reason));
  }

  private List<RecipientEntity> find(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return em.createQuery(
            "select r from RecipientEntity r where r.id in :ids order by r.id",
            RecipientEntity.class)
        .setParameter("ids", ids)
        .getResultList();
  }

  private List<Long> waitingOf(long messageId) {
    return em.createQuery("select r.id from RecipientEntity r where r.messageId = :id", Long.class)
        .setParameter("id", messageId)
        .getResultStream()
        .collect(Collectors.toList());
  }

  private static @Nullable String given(String reason) {
    return reason.isBlank() ? null : reason.strip();
  }
}
