package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/**
 * Finds the recipients of a bulk, in the transaction of the caller. Exact at any size, which the
 * lists need not be: what is confirmed is a number.
 */
final class BulkTable {
  private static final int MOST_DOMAINS = 200;

  private final EntityManager em;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();
  private final QueueFilter filter;

  BulkTable(EntityManager em, QueueFilter filter) {
    this.em = em;
    this.filter = filter;
    String domain = given(filter.domain());
    String text = given(filter.text());
    if (!domain.isEmpty()) {
      add("r.domain = :domain", "domain", Domain.parse(domain).map(Domain::name).orElse(domain));
    }
    if (filter.requirement() != null) {
      add("m.requirement = :requirement", "requirement", filter.requirement());
    }
    // A bulk has nothing to do with what is finished, whatever the list shows.
    add("r.state in :states", "states", states(filter.state()));
    if (!text.isEmpty()) {
      add(
          "(lower(m.reversePath) like :text escape '!' or lower(r.forwardPath) like :text"
              + " escape '!' or lower(m.subject) like :text escape '!')",
          "text",
          "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
    }
  }

  /** Counts them as they are now. */
  BulkScope scope() {
    Object[] found = query("select count(r), max(r.id)", "", Object[].class).getSingleResult();
    Number last = (Number) found[1];
    return new BulkScope(filter, (Long) found[0], last == null ? 0 : last.longValue());
  }

  /** How many there are up to a key. */
  long count(long upTo) {
    return query("select count(r)", " and r.id <= :upTo", Long.class)
        .setParameter("upTo", upTo)
        .getSingleResult();
  }

  /** Some of them, in the order of their keys. */
  List<Long> page(long after, long upTo, int most) {
    return query("select r.id", " and r.id > :after and r.id <= :upTo order by r.id", Long.class)
        .setParameter("after", after)
        .setParameter("upTo", upTo)
        .setMaxResults(most)
        .getResultList();
  }

  /** Where their mail goes, as far as an operator can read: those with the most recipients. */
  List<WaitingMail.Part> parts(long upTo) {
    return query(
            "select r.domain, case when m.reversePath = '' then 1 else 0 end, count(r)",
            " and r.id <= :upTo group by r.domain, case when m.reversePath = '' then 1 else 0 end"
                + " order by count(r) desc",
            Object[].class)
        .setParameter("upTo", upTo)
        .setMaxResults(MOST_DOMAINS)
        .getResultStream()
        .map(
            row ->
                new WaitingMail.Part(
                    Domain.of((String) row[0]),
                    ((Number) row[1]).intValue() == 1,
                    ((Number) row[2]).longValue()))
        .toList();
  }

  /** The requirements their messages have. */
  List<TlsRequirement> requirements(long upTo) {
    return query("select distinct m.requirement", " and r.id <= :upTo", TlsRequirement.class)
        .setParameter("upTo", upTo)
        .getResultList();
  }

  private <T> TypedQuery<T> query(String select, String rest, Class<T> type) {
    String from = " from RecipientEntity r, MessageEntity m where m.id = r.messageId";
    String where = " and " + String.join(" and ", conditions);
    TypedQuery<T> query = em.createQuery(select + from + where + rest, type);
    parameters.forEach(query::setParameter);
    return query;
  }

  private void add(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  private static List<RecipientState> states(@Nullable RecipientState wanted) {
    return Arrays.stream(RecipientState.values())
        .filter(state -> wanted == null ? !state.isFinished() : state == wanted)
        .toList();
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /** The filter in words of the audit log. */
  static String words(QueueFilter filter) {
    StringJoiner words = new StringJoiner(" ");
    if (!given(filter.domain()).isEmpty()) {
      words.add("domain=" + given(filter.domain()));
    }
    if (filter.state() != null) {
      words.add("state=" + filter.state());
    }
    if (filter.requirement() != null) {
      words.add("requirement=" + filter.requirement());
    }
    if (!given(filter.text()).isEmpty()) {
      words.add("text=" + given(filter.text()));
    }
    return words.length() == 0 ? "everything unfinished" : words.toString();
  }
}
