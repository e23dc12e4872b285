package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audit log newest first, a page at a time, along an index: of all lines, or of those of
 * one actor, one action or one message. Only a text is looked for in line after line.
 */
final class AuditQuery {
  private final Map<String, Object> values = new HashMap<>();
  private final StringBuilder where = new StringBuilder(" where 1 = 1");

  AuditQuery(AuditFilter filter, @Nullable Before before) {
    is("actor", filter.actor());
    is("door", filter.door() == null ? null : filter.door().name());
    is("action", filter.action());
    is("messageId", filter.messageId());
    if (filter.from() != null) {
      and("a.at >= :from", "from", filter.from().toEpochMilli());
    }
    if (filter.until() != null) {
      and("a.at < :until", "until", filter.until().toEpochMilli());
    }
    if (filter.text() != null) {
      String like = "like :text escape '!'";
      and(
          "(lower(a.before) "
              + like
              + " or lower(a.after) "
              + like
              + " or lower(a.reason) "
              + like
              + ")",
          "text",
          pattern(filter.text()));
    }
    if (before != null) {
      and("a.at <= :at and (a.at < :at or a.id < :id)", "at", before.at().toEpochMilli());
      values.put("id", before.id());
    }
  }

  private void is(String field, @Nullable Object value) {
    if (value != null) {
      and("a." + field + " = :" + field, field, value);
    }
  }

  private void and(String condition, String name, Object value) {
    where.append(" and ").append(condition);
    values.put(name, value);
  }

  private static String pattern(String text) {
    String quoted = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + quoted.toLowerCase(Locale.ROOT) + "%";
  }

  List<AuditRow> read(EntityManager em, int most) {
    TypedQuery<AuditEntity> query =
        em.createQuery(
            "select a from AuditEntity a" + where + " order by a.at desc, a.id desc",
            AuditEntity.class);
    values.forEach(query::setParameter);
    return query.setMaxResults(most).getResultStream().map(AuditEntity::toRow).toList();
  }
}
