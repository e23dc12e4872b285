package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.RouteChoice;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.RecipientState;
import org.sealpost.refusal.Refusal;

/** Sends messages another way, in the transaction of the caller; the next attempt goes by it. */
final class RouteChange {
  private final EntityManager em;
  private final AuditLog audit;

  RouteChange(EntityManager em, AuditLog audit) {
    this.em = em;
    this.audit = audit;
  }

  /**
   * Changes the way of the messages of unfinished recipients.
   *
   * @param route {@code mx}, a route as in the settings, or empty for what the settings say
   * @return how many messages go another way now
   * @throws CommandRefusedException where it is no route, or one that signs in or is trusted
   */
  int change(Collection<Long> recipientIds, String route, String reason) {
    check(route);
    if (recipientIds.isEmpty()) {
      return 0;
    }
    List<MessageEntity> messages =
        em.createQuery(
                "select m from MessageEntity m where m.id in (select r.messageId from"
                    + " RecipientEntity r where r.id in :ids and r.state not in :finished)",
                MessageEntity.class)
            .setParameter("ids", recipientIds)
            .setParameter(
                "finished",
                List.of(RecipientState.values()).stream()
                    .filter(RecipientState::isFinished)
                    .toList())
            .getResultList();
    @Nullable String wanted = route.isBlank() ? null : route.strip();
    int changed = 0;
    for (MessageEntity message : messages) {
      if (!Objects.equals(message.route(), wanted)) {
        audit.add(
            "change-route",
            message.id(),
            word(message.route()),
            word(wanted),
            reason.isBlank() ? null : reason.strip());
        message.changeRoute(wanted);
        changed++;
      }
    }
    return changed;
  }

  private static String word(@Nullable String route) {
    return route == null ? "as the settings say" : route;
  }

  /** Refuses what is no route. */
  static void check(String route) {
    String text = route.strip();
    if (text.length() > 1000 || (!text.isEmpty() && RouteChoice.parse(text).isEmpty())) {
      throw new CommandRefusedException(Refusal.NO_ROUTE_OF_A_MESSAGE);
    }
  }
}
