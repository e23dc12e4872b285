package org.sealpost.event;

import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The outbox of one node, in the transaction of the caller. */
public final class EventTable {
  private static final int DROPPED_AT_ONCE = 1_000;

  private final EntityManager em;
  private final String node;

  /** For one transaction. */
  public EventTable(EntityManager em, String node) {
    this.em = em;
    this.node = node;
  }

  /** Writes the events of a transaction; not empty. */
  public void write(List<Event> events, Instant now) {
    em.persist(new EventEntity(node, now, events.size(), content(events)));
  }

  /**
   * With ids that no other row has, also none that is written after the database was restored from
   * a back-up and draws the same keys again.
   */
  private static byte[] content(List<Event> events) {
    String row = UUID.randomUUID().toString();
    JsonArrayBuilder all = Event.JSON.createArrayBuilder();
    for (int i = 0; i < events.size(); i++) {
      all.add(events.get(i).json(row + "." + i));
    }
    return all.build().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The oldest rows, in order. */
  public List<EventRow> oldest(int most) {
    return em.createQuery(
            "select e from EventEntity e where e.node = :node order by e.id", EventEntity.class)
        .setParameter("node", node)
        .setMaxResults(most)
        .getResultStream()
        .map(EventEntity::toRow)
        .toList();
  }

  /** They are with the broker; one that has become the mark of a gap since, or of more, stays. */
  public void remove(List<EventRow> sent) {
    List<Long> plain = sent.stream().filter(row -> row.lost() == 0).map(EventRow::id).toList();
    if (!plain.isEmpty()) {
      em.createQuery("delete from EventEntity e where e.id in :ids and e.lost = 0")
          .setParameter("ids", plain)
          .executeUpdate();
    }
    for (EventRow mark : sent) {
      if (mark.lost() > 0) {
        em.createQuery("delete from EventEntity e where e.id = :id and e.lost = :lost")
            .setParameter("id", mark.id())
            .setParameter("lost", mark.lost())
            .executeUpdate();
      }
    }
  }

  /**
   * Drops the oldest rows where there are too many; the last of them becomes the mark of the gap,
   * which tells how many events are missing there, with those that were dropped before.
   *
   * @param most rows that are kept, the mark among them
   */
  public EventStore.Dropped drop(long most, Instant now) {
    long over =
        em.createQuery("select count(e) from EventEntity e where e.node = :node", Long.class)
                .setParameter("node", node)
                .getSingleResult()
            - most;
    if (over <= 0) {
      return EventStore.Dropped.NOTHING;
    }
    int rows = (int) Math.min(DROPPED_AT_ONCE, over + 1);
    List<Object[]> oldest =
        em.createQuery(
                "select e.id, e.count, e.lost from EventEntity e where e.node = :node order by e.id",
                Object[].class)
            .setParameter("node", node)
            .setMaxResults(rows)
            .getResultList();
    long fresh = oldest.stream().mapToLong(row -> ((Number) row[1]).longValue()).sum();
    long before = oldest.stream().mapToLong(row -> ((Number) row[2]).longValue()).sum();
    List<Long> ids = oldest.stream().map(row -> (Long) row[0]).toList();
    long last = ids.get(ids.size() - 1);
    em.createQuery("delete from EventEntity e where e.id in :ids and e.id <> :last")
        .setParameter("ids", ids)
        .setParameter("last", last)
        .executeUpdate();
    Event lost = Event.of(EventKind.LOST, now).with("number", fresh + before);
    EventEntity mark = em.find(EventEntity.class, last);
    if (mark != null) {
      mark.mark(fresh + before, now, content(List.of(lost)));
    }
    return new EventStore.Dropped(fresh, over + 1 > rows);
  }
}
