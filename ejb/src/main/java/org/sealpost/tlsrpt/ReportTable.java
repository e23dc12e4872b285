package org.sealpost.tlsrpt;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The rows of our reports, in the transaction of the caller. */
public final class ReportTable {
  private static final int LOOKED_AT = 20;

  private final EntityManager em;

  /** For one transaction. */
  public ReportTable(EntityManager em) {
    this.em = em;
  }

  /** As {@link ReportStore#plan}. */
  public int plan(LocalDate day, Instant now, Duration spread, Planning planning) {
    if (em.find(ReportDayEntity.class, day.toEpochDay()) != null) {
      return 0;
    }
    em.persist(new ReportDayEntity(day, now));
    SessionCountTable counts = new SessionCountTable(em);
    List<String> domains = counts.domains(day);
    long most = Math.max(1, spread.toMillis());
    for (String domain : domains) {
      Instant due = now.plusMillis(planning.random().nextLong(most));
      em.persist(new ReportEntity(counts.results(day, domain), planning.newId(day), due));
    }
    return domains.size();
  }

  /**
   * What plans are made with.
   *
   * @param random for moments and ids
   */
  public record Planning(Reporter reporter, RandomGenerator random) {
    /** RFC 8460 §4.4: unique; §5.3: of the form that a Message-ID has. */
    String newId(LocalDate day) {
      byte[] octets = new byte[12];
      random.nextBytes(octets);
      return day.toString().replace("-", "")
          + "-"
          + HexFormat.of().formatHex(octets)
          + "@"
          + reporter.domain();
    }
  }

  /** As {@link ReportStore#claim}. */
  public Optional<DueReport> claim(Instant now, Instant until) {
    List<Long> due =
        em.createQuery(
                "select r.id from ReportEntity r where r.state = :waiting and r.dueAt <= :now"
                    + " and (r.leaseUntil is null or r.leaseUntil < :now) order by r.dueAt, r.id",
                Long.class)
            .setParameter("waiting", ReportState.WAITING)
            .setParameter("now", now.toEpochMilli())
            .setMaxResults(LOOKED_AT)
            .getResultList();
    for (long id : due) {
      if (isOurs(id, now, until)) {
        return Optional.of(due(em.find(ReportEntity.class, id), now));
      }
    }
    return Optional.empty();
  }

  private boolean isOurs(long id, Instant now, Instant until) {
    return em.createQuery(
                "update ReportEntity r set r.leaseUntil = :until where r.id = :id"
                    + " and r.state = :waiting and r.dueAt <= :now"
                    + " and (r.leaseUntil is null or r.leaseUntil < :now)")
            .setParameter("until", until.toEpochMilli())
            .setParameter("id", id)
            .setParameter("waiting", ReportState.WAITING)
            .setParameter("now", now.toEpochMilli())
            .executeUpdate()
        == 1;
  }

  private DueReport due(ReportEntity row, Instant now) {
    Set<String> sent = new HashSet<>();
    Set<String> left = new HashSet<>();
    targets(row.id()).forEach(each -> (each.sent() ? sent : left).add(each.target()));
    return new DueReport(
        row.id(),
        row.day(),
        row.domain(),
        row.reportId(),
        row.begin(now),
        row.attempts(),
        sent,
        left);
  }

  List<ReportTargetEntity> targets(long report) {
    return em.createQuery(
            "select t from ReportTargetEntity t where t.report = :report order by t.id",
            ReportTargetEntity.class)
        .setParameter("report", report)
        .getResultList();
  }

  /**
   * Notes what has become of it at one place.
   *
   * @param messageId the mail it left in; null for none
   */
  public void done(
      long report, ReportTarget target, Done done, @Nullable Long messageId, Instant now) {
    em.persist(
        new ReportTargetEntity(report, target.text(), messageId)
            .done(done.sent(), done.note(), now));
  }

  /** What has become of it. */
  public record Done(boolean sent, String note) {}

  /** As {@link ReportStore#retry}. */
  public void retry(long report, Instant due, String note) {
    row(report).ifPresent(row -> row.retry(due, note));
  }

  /** As {@link ReportStore#end}. */
  public void end(long report, ReportState state, String note, Instant now) {
    row(report).ifPresent(row -> row.end(state, note, now));
  }

  private Optional<ReportEntity> row(long report) {
    return Optional.ofNullable(em.find(ReportEntity.class, report));
  }

  /** Removes the reports of days before this one; returns how many rows. */
  public int removeBefore(LocalDate day) {
    long before = day.toEpochDay();
    em.createQuery(
            "delete from ReportTargetEntity t where t.report in"
                + " (select r.id from ReportEntity r where r.day < :day)")
        .setParameter("day", before)
        .executeUpdate();
    em.createQuery("delete from ReportDayEntity d where d.day < :day")
        .setParameter("day", before)
        .executeUpdate();
    return em.createQuery("delete from ReportEntity r where r.day < :day")
        .setParameter("day", before)
        .executeUpdate();
  }

  /** Of our reports, a page of them, the newest day first. */
  public List<SentReport> list(int first, int most) {
    return em.createQuery(
            "select r from ReportEntity r order by r.day desc, r.failed desc, r.domain, r.id",
            ReportEntity.class)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(this::report)
        .toList();
  }

  /** How many there are. */
  public long count() {
    return em.createQuery("select count(r) from ReportEntity r", Long.class).getSingleResult();
  }

  /** The report of a day to a domain; empty where none was planned. */
  public Optional<SentReport> find(LocalDate day, String domain) {
    return em.createQuery(
            "select r from ReportEntity r where r.day = :day and r.domain = :domain",
            ReportEntity.class)
        .setParameter("day", day.toEpochDay())
        .setParameter("domain", domain)
        .getResultStream()
        .findFirst()
        .map(this::report);
  }

  private SentReport report(ReportEntity row) {
    List<SentReport.Place> places =
        targets(row.id()).stream()
            .map(
                each ->
                    new SentReport.Place(
                        each.target(), each.sent(), each.messageId(), each.note(), each.at()))
            .toList();
    return new SentReport(
        row.day(),
        row.domain(),
        row.reportId(),
        row.state(),
        row.due(),
        row.note(),
        row.ended(),
        new SentReport.Sums(row.successes(), row.failed()),
        places);
  }

  /** The UTC day of a moment. */
  static LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
