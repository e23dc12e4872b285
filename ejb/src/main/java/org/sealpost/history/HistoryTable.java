package org.sealpost.history;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/** The rows of what was seen and what has changed, in the transaction of the caller. */
public final class HistoryTable {
  /** What was not seen for so long is forgotten. */
  static final Duration KEPT = Duration.ofDays(180);

  /** A server that nobody has seen for so long is no measure for a new one. */
  static final Duration MEASURE = Duration.ofDays(30);

  /**
   * Choice: no domain needs more; one that names other servers each time does not fill the disk.
   */
  static final int MOST_OF_A_DOMAIN = 100;

  private final EntityManager em;

  /** For one transaction. */
  public HistoryTable(EntityManager em) {
    this.em = em;
  }

  /** Writes what was seen; returns what has become weaker, but for what was known to be already. */
  public List<Change> record(Collection<Sighting> sightings) {
    List<Change> alarms = new ArrayList<>();
    for (Sighting sighting : sightings) {
      Optional<SeenEntity> known = find(sighting.key());
      String before =
          known.map(SeenEntity::level).or(() -> weakestOfOthers(sighting)).orElse(sighting.level());
      known.ifPresentOrElse(row -> row.see(sighting), () -> insert(sighting));
      boolean weaker = sighting.key().aspect().isWeaker(sighting.level(), before);
      // A new server that is better than the others changes nothing: they are still there.
      if (weaker || (known.isPresent() && !before.equals(sighting.level()))) {
        change(sighting, before).ifPresent(alarms::add);
      }
    }
    return alarms;
  }

  private Optional<SeenEntity> find(Sighting.Key key) {
    return em.createQuery(
            "select s from SeenEntity s where s.domain = :domain and s.host = :host"
                + " and s.aspect = :aspect",
            SeenEntity.class)
        .setParameter("domain", key.domain().name())
        .setParameter("host", key.host())
        .setParameter("aspect", key.aspect())
        .getResultStream()
        .findFirst();
  }

  /** With what a server that is new is compared, so that a domain cannot move unseen. */
  private Optional<String> weakestOfOthers(Sighting sighting) {
    Aspect aspect = sighting.key().aspect();
    return em.createQuery(
            "select s.level from SeenEntity s where s.domain = :domain and s.aspect = :aspect"
                + " and s.seenAt >= :since",
            String.class)
        .setParameter("domain", sighting.key().domain().name())
        .setParameter("aspect", aspect)
        .setParameter("since", sighting.at().minus(MEASURE).toEpochMilli())
        .getResultStream()
        .min((one, other) -> aspect.isWeaker(one, other) ? -1 : one.equals(other) ? 0 : 1);
  }

  private void insert(Sighting sighting) {
    List<SeenEntity> all =
        em.createQuery(
                "select s from SeenEntity s where s.domain = :domain order by s.seenAt, s.id",
                SeenEntity.class)
            .setParameter("domain", sighting.key().domain().name())
            .getResultList();
    if (all.size() >= MOST_OF_A_DOMAIN) {
      em.remove(all.get(0));
    }
    em.persist(new SeenEntity(sighting));
  }

  /** One row for what happens again and again. */
  private Optional<Change> change(Sighting sighting, String before) {
    ChangeEntity row = new ChangeEntity(sighting, before);
    Optional<ChangeEntity> same =
        em.createQuery(
                "select c from ChangeEntity c where c.domain = :domain and c.host = :host"
                    + " and c.aspect = :aspect and c.before = :before and c.after = :after"
                    + " and c.notedAt is null",
                ChangeEntity.class)
            .setParameter("domain", sighting.key().domain().name())
            .setParameter("host", sighting.key().host())
            .setParameter("aspect", sighting.key().aspect())
            .setParameter("before", before)
            .setParameter("after", sighting.level())
            .getResultStream()
            .findFirst();
    if (same.isPresent()) {
      same.get().again(sighting.at());
      return Optional.empty();
    }
    em.persist(row);
    return row.isOpen() ? Optional.of(row.toChange()) : Optional.empty();
  }

  /** What was last seen of a domain: first of itself, then of its servers by name. */
  public List<Seen> seen(Domain domain) {
    return em.createQuery(
            "select s from SeenEntity s where s.domain = :domain order by s.host, s.id",
            SeenEntity.class)
        .setParameter("domain", domain.name())
        .getResultStream()
        .map(SeenEntity::toSeen)
        .toList();
  }

  /** The changes of a domain, newest first. */
  public List<Change> changes(Domain domain, int most) {
    return em.createQuery(
            "select c from ChangeEntity c where c.domain = :domain order by c.lastAt desc, c.id"
                + " desc",
            ChangeEntity.class)
        .setParameter("domain", domain.name())
        .setMaxResults(most)
        .getResultStream()
        .map(ChangeEntity::toChange)
        .toList();
  }

  /** One page of the alarms nobody has taken note of, newest first. */
  public List<Change> alarms(int first, int most) {
    return open("select c", ChangeEntity.class, " order by c.lastAt desc, c.id desc")
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(ChangeEntity::toChange)
        .toList();
  }

  /**
   * Those of them before one, newest first.
   *
   * @param at when that one was last seen
   * @param id its key
   */
  public List<Change> alarmsBefore(Instant at, long id, int most) {
    return open(
            "select c",
            ChangeEntity.class,
            " and c.lastAt <= :at and (c.lastAt < :at or c.id < :id)"
                + " order by c.lastAt desc, c.id desc")
        .setParameter("at", at.toEpochMilli())
        .setParameter("id", id)
        .setMaxResults(most)
        .getResultStream()
        .map(ChangeEntity::toChange)
        .toList();
  }

  /** How many alarms nobody has taken note of. */
  public long countAlarms() {
    return open("select count(c)", Long.class, "").getSingleResult();
  }

  private <T> TypedQuery<T> open(String select, Class<T> type, String order) {
    return em.createQuery(
        select + " from ChangeEntity c where c.weaker = true and c.notedAt is null" + order, type);
  }

  /** Takes note of an alarm; null where there is no open one with that id. */
  public @Nullable Change note(long id, String by, Instant now) {
    ChangeEntity row = em.find(ChangeEntity.class, id);
    if (row == null || !row.isOpen()) {
      return null;
    }
    row.note(by, now);
    return row.toChange();
  }

  /** Forgets what was not seen for half a year, and changes as old that are no open alarms. */
  public int removeOld(Instant now) {
    long before = now.minus(KEPT).toEpochMilli();
    int seen =
        em.createQuery("delete from SeenEntity s where s.seenAt < :before")
            .setParameter("before", before)
            .executeUpdate();
    return seen
        + em.createQuery(
                "delete from ChangeEntity c where c.lastAt < :before"
                    + " and (c.weaker = false or c.notedAt is not null)")
            .setParameter("before", before)
            .executeUpdate();
  }
}
