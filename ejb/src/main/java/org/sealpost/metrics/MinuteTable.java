package org.sealpost.metrics;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The figures by the minute, in the transaction of the caller. */
public final class MinuteTable {
  /** How long they are kept: long enough to compare a day with that of the week before. */
  static final Duration KEPT = Duration.ofDays(15);

  private final EntityManager em;

  /** On the caller's persistence context. */
  public MinuteTable(EntityManager em) {
    this.em = em;
  }

  /**
   * One figure of one minute.
   *
   * @param at the beginning of the minute
   */
  public record Row(Instant at, String name, long amount) {}

  /** Adds what was counted to a minute, and drops what is older than anybody looks. */
  void add(Instant at, Map<String, Long> counted) {
    long minute = at.truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
    counted.forEach((name, amount) -> add(minute, name, amount));
    em.createNativeQuery("delete from figure_minute where minute_at < ?1")
        .setParameter(1, minute - KEPT.toMillis())
        .executeUpdate();
  }

  private void add(long minute, String name, long amount) {
    int found =
        em.createNativeQuery(
                "update figure_minute set amount = amount + ?1 where minute_at = ?2 and name = ?3")
            .setParameter(1, amount)
            .setParameter(2, minute)
            .setParameter(3, name)
            .executeUpdate();
    if (found == 0) {
      em.createNativeQuery(
              "insert into figure_minute (minute_at, name, amount) values (?1, ?2, ?3)")
          .setParameter(1, minute)
          .setParameter(2, name)
          .setParameter(3, amount)
          .executeUpdate();
    }
  }

  /** Everything from a time on; at most some dozen rows for each minute. */
  public List<Row> since(Instant from) {
    List<?> rows =
        em.createNativeQuery(
                "select minute_at, name, amount from figure_minute where minute_at >= ?1"
                    + " order by minute_at, name")
            .setParameter(1, from.toEpochMilli())
            .getResultList();
    return rows.stream().map(row -> row((Object[]) row)).toList();
  }

  private static Row row(Object[] values) {
    return new Row(
        Instant.ofEpochMilli(((Number) values[0]).longValue()),
        String.valueOf(values[1]),
        ((Number) values[2]).longValue());
  }
}
