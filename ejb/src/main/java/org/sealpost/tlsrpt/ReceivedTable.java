package org.sealpost.tlsrpt;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of reports that came from other servers, in the transaction of the caller. */
public final class ReceivedTable {
  private static final int LOOKED_AT = 20;
  private static final int MOST_POSTED_A_DAY = 1_000;
  private static final Duration DAY = Duration.ofDays(1);

  private final EntityManager em;

  /** For one transaction. */
  public ReceivedTable(EntityManager em) {
    this.em = em;
  }

  /** A message has come into the mailbox for reports; somebody will look at it. */
  public void arrive(long messageId, String address, Instant at) {
    em.persist(new ReceivedEntity(messageId, address, at));
  }

  /** As {@link ReceivedStore#claim}. */
  public Optional<Arrival> claim(Instant now, Instant until) {
    List<ReceivedEntity> waiting =
        em.createQuery(
                "select r from ReceivedEntity r where r.state = :fresh"
                    + " and (r.leaseUntil is null or r.leaseUntil < :now) order by r.id",
                ReceivedEntity.class)
            .setParameter("fresh", ReceivedState.NEW)
            .setParameter("now", now.toEpochMilli())
            .setMaxResults(LOOKED_AT)
            .getResultList();
    return waiting.stream()
        .filter(row -> isOurs(row.id(), now, until))
        .findFirst()
        .map(row -> new Arrival(row.id(), row.messageId(), row.attempts()));
  }

  private boolean isOurs(long id, Instant now, Instant until) {
    return em.createQuery(
                "update ReceivedEntity r set r.leaseUntil = :until where r.id = :id"
                    + " and r.state = :fresh and (r.leaseUntil is null or r.leaseUntil < :now)")
            .setParameter("until", until.toEpochMilli())
            .setParameter("id", id)
            .setParameter("fresh", ReceivedState.NEW)
            .setParameter("now", now.toEpochMilli())
            .executeUpdate()
        == 1;
  }

  /**
   * A message to be looked at.
   *
   * @param attempts how often that could not be done
   */
  public record Arrival(long id, long messageId, int attempts) {}

  /** As {@link ReceivedStore#retry}. */
  public void retry(long id, Instant due, String why) {
    row(id).ifPresent(row -> row.retry(due, why));
  }

  /** As {@link ReceivedStore#reject}. */
  public void reject(long id, String why) {
    row(id).ifPresent(row -> row.reject(why));
  }

  /** As {@link ReceivedStore#accept}. */
  public boolean accept(long id, ReceivedReport report, String submitter) {
    ReceivedEntity row = em.find(ReceivedEntity.class, id);
    if (row == null) {
      return false;
    }
    String key = key(report, submitter);
    boolean isDouble = isThere(key);
    row.accept(report, submitter, key, isDouble);
    if (!isDouble) {
      report.policies().forEach(policy -> insert(id, policy));
    }
    return !isDouble;
  }

  /** As {@link ReceivedStore#post}. */
  public ReceivedStore.Posted post(ReportIntake.Accepted accepted, String client, Instant at) {
    ReceivedReport report = accepted.report();
    // Of its own kind: who is not known must not keep the report of another from counting.
    String key = key(report, "posted\n" + accepted.submitter());
    if (isThere(key)) {
      return ReceivedStore.Posted.DOUBLE;
    }
    long today =
        em.createQuery(
                "select count(r) from ReceivedEntity r where r.messageId = :none"
                    + " and r.arrivedAt > :since",
                Long.class)
            .setParameter("none", ReceivedEntity.NO_MESSAGE)
            .setParameter("since", at.minus(DAY).toEpochMilli())
            .getSingleResult();
    if (today >= MOST_POSTED_A_DAY) {
      return ReceivedStore.Posted.FULL;
    }
    ReceivedEntity row = ReceivedEntity.posted(client, at);
    row.accept(report, accepted.submitter(), key, false);
    em.persist(row);
    report.policies().forEach(policy -> insert(row.id(), policy));
    return ReceivedStore.Posted.STORED;
  }

  private boolean isThere(String key) {
    return em.createQuery(
                "select count(r) from ReceivedEntity r where r.doubleKey = :key", Long.class)
            .setParameter("key", key)
            .getSingleResult()
        > 0;
  }

  /**
   * RFC 8460 §5.3: by the report's id a receiver knows a double; another reporter may use it too.
   */
  private static String key(ReceivedReport report, String submitter) {
    String both = submitter.toLowerCase(Locale.ROOT) + "\n" + report.reportId();
    return UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void insert(long id, ReceivedReport.Policy policy) {
    ReceivedPolicyEntity row = new ReceivedPolicyEntity(id, policy);
    em.persist(row);
    policy
        .failures()
        .forEach(failure -> em.persist(new ReceivedFailureEntity(id, row.id(), failure)));
  }

  private Optional<ReceivedEntity> row(long id) {
    return Optional.ofNullable(em.find(ReceivedEntity.class, id));
  }

  /** A page of them, newest first. */
  public List<ReceivedRow> list(int first, int most) {
    return em.createQuery(
            "select r from ReceivedEntity r order by r.arrivedAt desc, r.id desc",
            ReceivedEntity.class)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(ReceivedRow::of)
        .toList();
  }

  /**
   * Those before one, newest first.
   *
   * @param at when that one arrived
   * @param id its key
   */
  public List<ReceivedRow> before(Instant at, long id, int most) {
    return em.createQuery(
            "select r from ReceivedEntity r where r.arrivedAt <= :at"
                + " and (r.arrivedAt < :at or r.id < :id) order by r.arrivedAt desc, r.id desc",
            ReceivedEntity.class)
        .setParameter("at", at.toEpochMilli())
        .setParameter("id", id)
        .setMaxResults(most)
        .getResultStream()
        .map(ReceivedRow::of)
        .toList();
  }

  /** How many there are. */
  public long count() {
    return em.createQuery("select count(r) from ReceivedEntity r", Long.class).getSingleResult();
  }

  /** One of them. */
  public Optional<ReceivedRow> find(long id) {
    return row(id).map(ReceivedRow::of);
  }

  /** What it says of each policy. */
  public List<ReceivedReport.Policy> policies(long id) {
    return em.createQuery(
            "select p from ReceivedPolicyEntity p where p.received = :id order by p.id",
            ReceivedPolicyEntity.class)
        .setParameter("id", id)
        .getResultStream()
        .map(row -> row.toPolicy(failures(row.id())))
        .toList();
  }

  private List<ReceivedReport.Failure> failures(long policy) {
    return em.createQuery(
            "select f from ReceivedFailureEntity f where f.policy = :policy"
                + " order by f.sessions desc, f.id",
            ReceivedFailureEntity.class)
        .setParameter("policy", policy)
        .getResultStream()
        .map(ReceivedFailureEntity::toFailure)
        .toList();
  }

  /** Removes what came before that day; returns how many reports. */
  public int removeBefore(LocalDate day) {
    long before = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    for (String entity : List.of("ReceivedFailureEntity", "ReceivedPolicyEntity")) {
      em.createQuery(
              "delete from "
                  + entity
                  + " e where e.received in"
                  + " (select r.id from ReceivedEntity r where r.arrivedAt < :before)")
          .setParameter("before", before)
          .executeUpdate();
    }
    return em.createQuery("delete from ReceivedEntity r where r.arrivedAt < :before")
        .setParameter("before", before)
        .executeUpdate();
  }
}
