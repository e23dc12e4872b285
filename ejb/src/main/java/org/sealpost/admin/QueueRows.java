package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/**
 * The recipients that may be looked at for a filter: the newest ones of each state, down to one key
 * for all. How far they reach is found by one step of an index for each state, so that it costs the
 * same however many there are.
 */
final class QueueRows {
  /** How many of each state may be looked at. */
  static final int MOST = 10_000;

  private static final int AT_ONCE = 512;

  private final EntityManager em;
  private final QueueConditions conditions;
  private final long below;
  private final long floor;
  private final boolean cut;

  /** Keys of the messages of the requirement; null where they are not what the search goes by. */
  private final @Nullable List<Long> messages;

  QueueRows(EntityManager em, QueueConditions conditions, long below) {
    this.em = em;
    this.conditions = conditions;
    this.below = below;
    long lowest = 0;
    boolean more = false;
    for (RecipientState state : conditions.states()) {
      List<Long> last =
          query(state, "select r.id", false, 0, true)
              .setFirstResult(MOST)
              .setMaxResults(1)
              .getResultStream()
              .map(Long.class::cast)
              .toList();
      more |= !last.isEmpty();
      lowest = last.isEmpty() ? lowest : Math.max(lowest, last.get(0) + 1);
    }
    this.messages = more ? messagesOf(conditions.requirement()) : null;
    this.cut = more && messages == null;
    this.floor = cut ? lowest : 0;
  }

  /** A recipient and what it is sorted by. */
  record Keyed(long id, @Nullable String key) {}

  /** Whether there are more than may be looked at. */
  boolean isCut() {
    return cut;
  }

  /** Whether each has to be looked at to know whether the filter lets it through. */
  boolean isSearched() {
    return conditions.needMessage();
  }

  /** The lowest key that may be looked at. */
  long floor() {
    return floor;
  }

  long count() {
    if (messages != null) {
      return ofMessages("r.id").size();
    }
    long sum = 0;
    for (RecipientState state : conditions.states()) {
      sum +=
          (Long)
              query(state, "select count(r)", conditions.needMessage(), floor, false)
                  .getSingleResult();
    }
    return sum;
  }

  /** Keys, newest first. */
  List<Long> newest(int first, int most) {
    List<Long> all = new ArrayList<>();
    if (messages != null) {
      ofMessages("r.id").forEach(row -> all.add(row.id()));
    } else {
      for (RecipientState state : conditions.states()) {
        query(state, "select r.id", conditions.needMessage(), floor, true)
            .setMaxResults(first + most)
            .getResultStream()
            .forEach(id -> all.add((Long) id));
      }
    }
    return all.stream().sorted(Comparator.reverseOrder()).skip(first).limit(most).toList();
  }

  /** All of them with what they are sorted by. */
  List<Keyed> keyed(QueueSort sort) {
    String key = column(sort.column());
    if (messages != null) {
      return ofMessages(key);
    }
    boolean join = conditions.needMessage() || key.startsWith("m.");
    List<Keyed> all = new ArrayList<>();
    for (RecipientState state : conditions.states()) {
      query(state, "select r.id, " + key, join, floor, false)
          .getResultStream()
          .forEach(row -> all.add(keyed((Object[]) row)));
    }
    return all;
  }

  private TypedQuery<Object> query(
      RecipientState state, String select, boolean join, long from, boolean ordered) {
    String text =
        select
            + " from RecipientEntity r"
            + (join ? ", MessageEntity m" : "")
            + " where "
            + (conditions.domain() == null ? "" : "r.domain = :domain and ")
            + "r.state = :state and r.id >= :floor and r.id < :below"
            + (join ? ofMessage() : "")
            + (ordered ? " order by r.id desc" : "");
    TypedQuery<Object> query =
        em.createQuery(text, Object.class)
            .setParameter("state", state)
            .setParameter("floor", from)
            .setParameter("below", below);
    if (conditions.domain() != null) {
      query.setParameter("domain", conditions.domain());
    }
    return join ? withMessage(query) : query;
  }

  private String ofMessage() {
    return " and m.id = r.messageId"
        + (conditions.requirement() == null ? "" : " and m.requirement = :requirement")
        + (conditions.account() == null ? "" : " and m.account = :account")
        + (conditions.text() == null
            ? ""
            : " and (lower(m.reversePath) like :text escape '!'"
                + " or lower(r.forwardPath) like :text escape '!'"
                + " or lower(m.subject) like :text escape '!')");
  }

  private TypedQuery<Object> withMessage(TypedQuery<Object> query) {
    if (conditions.requirement() != null) {
      query.setParameter("requirement", conditions.requirement());
    }
    if (conditions.account() != null) {
      query.setParameter("account", conditions.account());
    }
    if (conditions.text() != null) {
      query.setParameter("text", conditions.text());
    }
    return query;
  }

  /** All messages of a requirement; null for none, or where more have it than may be looked at. */
  private @Nullable List<Long> messagesOf(@Nullable TlsRequirement requirement) {
    if (requirement == null) {
      return null;
    }
    List<Long> ids =
        em.createQuery(
                "select m.id from MessageEntity m where m.requirement = :requirement"
                    + " order by m.id desc",
                Long.class)
            .setParameter("requirement", requirement)
            .setMaxResults(MOST + 1)
            .getResultList();
    return ids.size() > MOST ? null : ids;
  }

  private List<Keyed> ofMessages(String key) {
    List<Long> ids = messages == null ? List.of() : messages;
    List<Keyed> all = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      String text =
          "select r.id, "
              + key
              + " from RecipientEntity r, MessageEntity m where r.messageId in :messages"
              + " and r.state in :states and r.id < :below"
              + (conditions.domain() == null ? "" : " and r.domain = :domain")
              + ofMessage();
      TypedQuery<Object> query =
          em.createQuery(text, Object.class)
              .setParameter(
                  "messages", padded(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))))
              .setParameter("states", conditions.states())
              .setParameter("below", below);
      if (conditions.domain() != null) {
        query.setParameter("domain", conditions.domain());
      }
      withMessage(query).getResultStream().forEach(row -> all.add(keyed((Object[]) row)));
    }
    return all;
  }

  private static Keyed keyed(Object[] row) {
    Object key = row[1];
    return new Keyed((Long) row[0], key instanceof Long n ? sortable(n) : text(key));
  }

  private static @Nullable String text(@Nullable Object key) {
    return key == null ? null : key.toString();
  }

  /** Not negative, so that the order of the texts is that of the numbers. */
  private static String sortable(long number) {
    return String.format("%019d", number);
  }

  private static String column(QueueSort.Column column) {
    return switch (column) {
      // Keys are given in the order of arrival.
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

  /**
   * The same keys, some twice, so that their number is a power of two and few texts of statements
   * differ.
   */
  static List<Long> padded(List<Long> ids) {
    List<Long> keys = new ArrayList<>(ids);
    int size = Integer.highestOneBit(Math.max(1, 2 * keys.size() - 1));
    while (keys.size() < size) {
      keys.add(keys.get(0));
    }
    return keys;
  }
}
