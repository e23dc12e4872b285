package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.NotificationEntity;
import org.sealpost.queue.RecipientState;
import org.sealpost.report.Addressee;

/** Reads the log of notifications, in the transaction of the caller. */
final class NotificationQuery {
  private final EntityManager em;
  private final StringBuilder where = new StringBuilder(" where 1 = 1");
  private final Map<String, Object> parameters = new HashMap<>();

  NotificationQuery(EntityManager em, NotificationFilter filter) {
    this.em = em;
    if (filter.kind() != null) {
      add("n.kind = :kind", "kind", filter.kind());
    }
    if (filter.messageId() != null) {
      add("(n.messageId = :message or n.notificationId = :message)", "message", filter.messageId());
    }
    String text = filter.text() == null ? "" : filter.text().strip();
    if (!text.isEmpty()) {
      add(
          "(lower(n.addressee) like :text escape '!' or lower(n.reversePath) like :text escape '!'"
              + " or lower(n.recipients) like :text escape '!')",
          "text",
          "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
    }
  }

  /** Only those before a place; null: all. */
  NotificationQuery before(@Nullable Before place) {
    if (place != null) {
      add("n.sentAt <= :at and (n.sentAt < :at or n.id < :id)", "at", place.at().toEpochMilli());
      parameters.put("id", place.id());
    }
    return this;
  }

  private void add(String condition, String name, Object value) {
    where.append(" and ").append(condition);
    parameters.put(name, value);
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /** One page, newest first. */
  List<NotificationRow> rows(int first, int most) {
    TypedQuery<NotificationEntity> query =
        em.createQuery(
            "select n from NotificationEntity n" + where + " order by n.sentAt desc, n.id desc",
            NotificationEntity.class);
    parameters.forEach(query::setParameter);
    List<NotificationEntity> page = query.setFirstResult(first).setMaxResults(most).getResultList();
    Map<Long, RecipientState> states = states(page);
    return page.stream().map(entry -> row(entry, states)).toList();
  }

  long count() {
    TypedQuery<Long> query =
        em.createQuery("select count(n) from NotificationEntity n" + where, Long.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }

  /** A notification has one recipient. */
  private Map<Long, RecipientState> states(List<NotificationEntity> page) {
    Map<Long, RecipientState> states = new HashMap<>();
    if (!page.isEmpty()) {
      em.createQuery(
              "select r.messageId, r.state from RecipientEntity r where r.messageId in :ids",
              Object[].class)
          .setParameter("ids", page.stream().map(NotificationEntity::notificationId).toList())
          .getResultList()
          .forEach(pair -> states.put((Long) pair[0], (RecipientState) pair[1]));
    }
    return states;
  }

  private static NotificationRow row(NotificationEntity entry, Map<Long, RecipientState> states) {
    return new NotificationRow(
        entry.id(),
        entry.sentAt(),
        entry.kind(),
        entry.audience() == Addressee.Audience.POSTMASTER,
        entry.addressee(),
        entry.messageId(),
        MessageEntity.queueId(entry.messageId()),
        entry.reversePath(),
        entry.recipients(),
        entry.recipientCount(),
        entry.status(),
        entry.requirement(),
        entry.notificationId(),
        MessageEntity.queueId(entry.notificationId()),
        states.get(entry.notificationId()));
  }
}
