package org.sealpost.exceptions;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.Domain;

/**
 * The rows of all exceptions, in the transaction of the caller; changes come one after the other.
 */
public final class ExceptionTable {
  /** Choice: what weakens has to be looked at again within a year. */
  public static final Duration LONGEST_WEAKENING = Duration.ofDays(366);

  private static final Pattern PIN = Pattern.compile("[0-9a-f]{64}");
  private static final String IN_FORCE =
      " x.endedAt is null and (x.endsAt is null or x.endsAt > :now)";
  private static final String NOT_IN_FORCE =
      " (x.endedAt is not null or (x.endsAt is not null and x.endsAt <= :now))";

  private final EntityManager em;

  /** For one transaction. */
  public ExceptionTable(EntityManager em) {
    this.em = em;
  }

  /**
   * Makes an exception.
   *
   * @throws ExceptionRefusedException where it would not be right, with a sentence why
   */
  public LaidDown add(NewException wanted, String madeBy, Instant now) {
    lock();
    check(wanted, now);
    if (isThere(wanted, now)) {
      throw new ExceptionRefusedException(Refusal.EXCEPTION_THERE);
    }
    ExceptionEntity row = new ExceptionEntity(wanted, madeBy, now);
    em.persist(row);
    em.flush();
    return row.toLaidDown();
  }

  private static void check(NewException wanted, Instant now) {
    Instant end = wanted.endsAt();
    if (end != null && !end.isAfter(now)) {
      throw new ExceptionRefusedException(Refusal.END_PASSED);
    }
    boolean soon = end != null && !end.isAfter(now.plus(LONGEST_WEAKENING));
    if (wanted.kind().weakens() && !soon) {
      throw new ExceptionRefusedException(Refusal.EXCEPTION_TOO_LONG, LONGEST_WEAKENING.toDays());
    }
    if (wanted.reason().isBlank()) {
      throw new ExceptionRefusedException(Refusal.REASON_MISSING);
    }
    String pin = wanted.pin();
    boolean pinned = pin != null && PIN.matcher(pin).matches();
    if (wanted.kind() == ExceptionKind.PIN_KEY ? !pinned : pin != null) {
      throw new ExceptionRefusedException(Refusal.NO_PIN);
    }
  }

  private boolean isThere(NewException wanted, Instant now) {
    return inForce(wanted.domain(), now).stream()
        .anyMatch(
            one ->
                one.kind() == wanted.kind()
                    && String.valueOf(one.pin()).equals(String.valueOf(wanted.pin())));
  }

  /**
   * Ends an exception that is in force; empty where there is none with that id.
   *
   * @return as it was before
   */
  public Optional<LaidDown> end(long id, String by, Instant now) {
    lock();
    ExceptionEntity row = em.find(ExceptionEntity.class, id);
    if (row == null || !row.toLaidDown().isInForce(now)) {
      return Optional.empty();
    }
    LaidDown before = row.toLaidDown();
    row.end(by, now);
    return Optional.of(before);
  }

  /** What counts for a domain at that moment, in the order in which it was made. */
  public List<LaidDown> inForce(Domain domain, Instant now) {
    return em.createQuery(
            "select x from ExceptionEntity x where x.domain = :domain and"
                + IN_FORCE
                + " order by x.madeAt, x.id",
            ExceptionEntity.class)
        .setParameter("domain", domain.name())
        .setParameter("now", now.toEpochMilli())
        .getResultStream()
        .map(ExceptionEntity::toLaidDown)
        .toList();
  }

  /**
   * One page of all exceptions, newest first.
   *
   * @param domain null for every domain
   * @param inForce whether those that count or those that no longer do
   */
  public List<LaidDown> list(
      @Nullable Domain domain, boolean inForce, Instant now, int first, int most) {
    return em.createQuery(
            "select x from ExceptionEntity x where (:domain = '' or x.domain = :domain) and"
                + (inForce ? IN_FORCE : NOT_IN_FORCE)
                + " order by x.madeAt desc, x.id desc",
            ExceptionEntity.class)
        .setParameter("domain", domain == null ? "" : domain.name())
        .setParameter("now", now.toEpochMilli())
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(ExceptionEntity::toLaidDown)
        .toList();
  }

  /**
   * What counts and was made before something else, newest first.
   *
   * @param domain null for every domain
   * @param at when the other was made
   * @param id its key
   */
  public List<LaidDown> inForceBefore(
      @Nullable Domain domain, Instant now, Instant at, long id, int most) {
    return em.createQuery(
            "select x from ExceptionEntity x where (:domain = '' or x.domain = :domain)"
                + " and x.madeAt <= :at and (x.madeAt < :at or x.id < :id) and"
                + IN_FORCE
                + " order by x.madeAt desc, x.id desc",
            ExceptionEntity.class)
        .setParameter("domain", domain == null ? "" : domain.name())
        .setParameter("at", at.toEpochMilli())
        .setParameter("id", id)
        .setParameter("now", now.toEpochMilli())
        .setMaxResults(most)
        .getResultStream()
        .map(ExceptionEntity::toLaidDown)
        .toList();
  }

  /** How many exceptions {@link #list} has. */
  public long count(@Nullable Domain domain, boolean inForce, Instant now) {
    return em.createQuery(
            "select count(x) from ExceptionEntity x where (:domain = '' or x.domain = :domain) and"
                + (inForce ? IN_FORCE : NOT_IN_FORCE),
            Long.class)
        .setParameter("domain", domain == null ? "" : domain.name())
        .setParameter("now", now.toEpochMilli())
        .getSingleResult();
  }

  /** All that has no end yet or ends later, as the transaction sees it. */
  public ExceptionBook book(Instant now) {
    em.flush();
    List<LaidDown> all =
        em.createQuery("select x from ExceptionEntity x where" + IN_FORCE, ExceptionEntity.class)
            .setParameter("now", now.toEpochMilli())
            .getResultStream()
            .map(ExceptionEntity::toLaidDown)
            .toList();
    return new ExceptionBook(version(), all);
  }

  long version() {
    return em.createQuery(
            "select b.version from ExceptionBookEntity b where b.id = :id", Long.class)
        .setParameter("id", ExceptionBookEntity.ID)
        .getSingleResult();
  }

  private void lock() {
    em.createQuery("update ExceptionBookEntity b set b.version = b.version + 1 where b.id = :id")
        .setParameter("id", ExceptionBookEntity.ID)
        .executeUpdate();
  }
}
