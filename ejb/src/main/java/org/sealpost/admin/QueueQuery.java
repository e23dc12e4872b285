package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.Domain;

/** Turns a filter and an order into a query; only what the filter asks for stands in it. */
final class QueueQuery {
  private static final String FROM =
      " from RecipientEntity r, MessageEntity m where m.id = r.messageId";

  private final EntityManager em;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, @Nullable Object> parameters = new HashMap<>();
  private final boolean needsMessage;

  QueueQuery(EntityManager em, QueueFilter filter) {
    this(em, filter, Sight.ALL);
  }

  QueueQuery(EntityManager em, QueueFilter filter, Sight sight) {
    this.em = em;
    String domain = given(filter.domain());
    String text = given(filter.text());
    this.needsMessage = filter.requirement() != null || !text.isEmpty() || !sight.isOfAll();
    if (!sight.isOfAll()) {
      add("m.account = :account", "account", sight.account());
    }
    if (!domain.isEmpty()) {
      add("r.domain = :domain", "domain", Domain.parse(domain).map(Domain::name).orElse(domain));
    }
    if (filter.requirement() != null) {
      add("m.requirement = :requirement", "requirement", filter.requirement());
    }
    if (filter.state() != null) {
      add("r.state = :state", "state", filter.state());
    } else if (filter.unfinishedOnly()) {
      add("r.state in :states", "states", unfinished());
    }
    if (!text.isEmpty()) {
      add(
          "(lower(m.reversePath) like :text escape '!' or lower(r.forwardPath) like :text"
              + " escape '!' or lower(m.subject) like :text escape '!')",
          "text",
          "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
    }
  }

  List<QueueRow> rows(QueueSort sort, int first, int most) {
    String order =
        " order by "
            + column(sort.column())
            + (sort.ascending() ? " asc" : " desc")
            // The key makes the order total, so that no row is on two pages.
            + (sort.ascending() ? ", r.id asc" : ", r.id desc");
    TypedQuery<Object[]> query =
        em.createQuery("select r, m" + FROM + where() + order, Object[].class);
    parameters.forEach(query::setParameter);
    return query
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(pair -> row((RecipientEntity) pair[0], (MessageEntity) pair[1]))
        .toList();
  }

  /** The rows after a cursor; those without a next attempt have no place in an order by it. */
  List<QueueRow> rowsAfter(@Nullable QueueCursor cursor, QueueSort sort, int most) {
    String column = column(sort.column());
    String than = sort.ascending() ? " > " : " < ";
    if (sort.column() == QueueSort.Column.NEXT_ATTEMPT) {
      conditions.add("r.nextAttempt is not null");
    }
    if (cursor != null) {
      String further = column + than + ":cursor";
      add(
          sort.column() == QueueSort.Column.RECEIVED
              ? further
              : "(" + further + " or (" + column + " = :cursor and r.id" + than + ":cursorId))",
          "cursor",
          cursor.key());
      if (sort.column() != QueueSort.Column.RECEIVED) {
        parameters.put("cursorId", cursor.id());
      }
    }
    return rows(sort, 0, most);
  }

  /** The keys of those recipients, smallest first, at most so many. */
  List<Long> ids(int most) {
    String from = needsMessage ? FROM : " from RecipientEntity r where 1 = 1";
    TypedQuery<Long> query =
        em.createQuery("select r.id" + from + where() + " order by r.id", Long.class);
    parameters.forEach(query::setParameter);
    return query.setMaxResults(most).getResultList();
  }

  long count() {
    // Without the join where the filter does not need it: counting is asked for with every page.
    String from = needsMessage ? FROM : " from RecipientEntity r where 1 = 1";
    TypedQuery<Long> query = em.createQuery("select count(r)" + from + where(), Long.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }

  private String where() {
    return conditions.stream().map(c -> " and " + c).collect(Collectors.joining());
  }

  private void add(String condition, String name, @Nullable Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static EnumSet<RecipientState> unfinished() {
    EnumSet<RecipientState> states = EnumSet.allOf(RecipientState.class);
    states.removeIf(RecipientState::isFinished);
    return states;
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private static String column(QueueSort.Column column) {
    return switch (column) {
      // Keys are given in the order of arrival, and the key is an index.
      case RECEIVED -> "r.id";
      case REVERSE_PATH -> "m.reversePath";
      case FORWARD_PATH -> "r.forwardPath";
      case DOMAIN -> "r.domain";
      case REQUIREMENT -> "m.requirement";
      case STATE -> "r.state";
      case NEXT_ATTEMPT -> "r.nextAttempt";
      case OCTETS -> "m.octets";
    };
  }

  private static QueueRow row(RecipientEntity recipient, MessageEntity message) {
    return new QueueRow(
        recipient.id(),
        message.id(),
        message.queueId(),
        message.received(),
        message.reversePath().text(),
        recipient.forwardPath().text(),
        recipient.domain(),
        message.subject(),
        message.octets(),
        message.requirement(),
        recipient.state(),
        recipient.attempts(),
        recipient.nextAttempt(),
        recipient.lastStatus(),
        recipient.lastText());
  }
}
