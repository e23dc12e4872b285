package org.sealpost.flow;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.Failure;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.ForwardPath;

/** The rows of the suppression list, in the transaction of the caller. */
public final class SuppressionTable {
  private static final String COUNTS =
      " x.listedAt is not null and (x.endsAt is null or x.endsAt > :now)";

  private final EntityManager em;

  /** For one transaction. */
  public SuppressionTable(EntityManager em) {
    this.em = em;
  }

  /** An address failed. */
  record Fault(ForwardPath path, Failure failure, long messageId, Instant at) {}

  /**
   * Counts a failure.
   *
   * @param needed how many put it on the list
   * @param stays how long it is remembered
   * @return whether it got on the list
   */
  boolean fail(Fault fault, int needed, Duration stays) {
    long version = nextVersion();
    Instant now = fault.at();
    SuppressedEntity row = row(fault.path().text());
    if (row.hasEnded(now)) {
      row.forget();
    }
    if (row.isListed()) {
      return false; // a message that was under way when it got there; an operator's word stays
    }
    row.fail(fault.failure(), fault.messageId(), now);
    row.stamp(now.plus(stays), version);
    boolean enough = row.failures() >= needed;
    if (enough) {
      row.list(now.plus(stays), version);
    }
    return enough;
  }

  private SuppressedEntity row(String address) {
    SuppressedEntity found = byAddress(address).getResultStream().findFirst().orElse(null);
    if (found != null) {
      return found;
    }
    SuppressedEntity row = new SuppressedEntity(address);
    em.persist(row);
    return row;
  }

  private TypedQuery<SuppressedEntity> byAddress(String address) {
    return em.createQuery(
            "select x from SuppressedEntity x where x.address = :address", SuppressedEntity.class)
        .setParameter("address", address);
  }

  /** Mail was taken for an address: what it failed before counts no more, unless it is listed. */
  void succeed(ForwardPath path) {
    em.createQuery(
            "delete from SuppressedEntity x where x.address = :address and x.listedAt is null")
        .setParameter("address", path.text())
        .executeUpdate();
  }

  /**
   * Puts an address on the list by hand; one that is there gets the new reason and end.
   *
   * @param endsAt null for never
   * @throws FlowRefusedException where it would not be right, with a sentence why
   */
  public Suppressed add(
      ForwardPath path, String reason, String actor, Instant now, @Nullable Instant endsAt) {
    if (SuppressionRules.isAlwaysTried(path)) {
      throw new FlowRefusedException(Refusal.NEVER_SUPPRESSED);
    }
    if (reason.isBlank()) {
      throw new FlowRefusedException(Refusal.REASON_MISSING);
    }
    if (endsAt != null && !endsAt.isAfter(now)) {
      throw new FlowRefusedException(Refusal.END_PASSED);
    }
    long version = nextVersion();
    SuppressedEntity row = row(path.text());
    row.listBy(actor, reason, now);
    row.list(endsAt, version);
    em.flush();
    return row.toSuppressed();
  }

  /** Takes an address off the list; empty where it is not there. */
  public Optional<Suppressed> remove(long id) {
    nextVersion();
    SuppressedEntity row = em.find(SuppressedEntity.class, id);
    if (row == null || !row.isListed()) {
      return Optional.empty();
    }
    em.remove(row);
    return Optional.of(row.toSuppressed());
  }

  /** The entry of an address that counts. */
  public Optional<Suppressed> find(ForwardPath path, Instant now) {
    return byAddress(path.text())
        .getResultStream()
        .filter(row -> row.isListed() && !row.hasEnded(now))
        .map(SuppressedEntity::toSuppressed)
        .findFirst();
  }

  /**
   * One page of what counts, newest first.
   *
   * @param part what the address contains, in whatever case; empty for all
   */
  public List<Suppressed> list(String part, Instant now, int first, int most) {
    return query(
            "select x", part, " order by x.madeAt desc, x.id desc", SuppressedEntity.class, now)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(SuppressedEntity::toSuppressed)
        .toList();
  }

  /**
   * Those before one, newest first.
   *
   * @param at when that one was made
   * @param id its key
   */
  public List<Suppressed> before(String part, Instant now, Instant at, long id, int most) {
    return query(
            "select x",
            part,
            " and x.madeAt <= :at and (x.madeAt < :at or x.id < :id)"
                + " order by x.madeAt desc, x.id desc",
            SuppressedEntity.class,
            now)
        .setParameter("at", at.toEpochMilli())
        .setParameter("id", id)
        .setMaxResults(most)
        .getResultStream()
        .map(SuppressedEntity::toSuppressed)
        .toList();
  }

  /** How many {@link #list} has. */
  public long count(String part, Instant now) {
    return query("select count(x)", part, "", Long.class, now).getSingleResult();
  }

  private <T> TypedQuery<T> query(
      String what, String part, String order, Class<T> type, Instant now) {
    String like = part.isEmpty() ? "" : " and lower(x.address) like :part escape '!'";
    TypedQuery<T> query =
        em.createQuery(what + " from SuppressedEntity x where" + COUNTS + like + order, type)
            .setParameter("now", now.toEpochMilli());
    return part.isEmpty() ? query : query.setParameter("part", pattern(part));
  }

  private static String pattern(String part) {
    String escaped =
        part.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped + "%";
  }

  /** Removes what no longer counts. */
  int prune(Instant now) {
    return em.createQuery("delete from SuppressedEntity x where x.endsAt <= :now")
        .setParameter("now", now.toEpochMilli())
        .executeUpdate();
  }

  /** What was written after a version; at the most so many, oldest first. */
  List<Written> writtenAfter(long version, int most) {
    return em.createQuery(
            "select x.address, x.version from SuppressedEntity x where x.version > :version"
                + " order by x.version",
            Object[].class)
        .setParameter("version", version)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Written((String) row[0], (Long) row[1]))
        .toList();
  }

  /** An address with the version that wrote it. */
  public record Written(String address, long version) {}

  private long nextVersion() {
    em.createQuery("update SuppressionListEntity b set b.version = b.version + 1 where b.id = :id")
        .setParameter("id", SuppressionListEntity.ID)
        .executeUpdate();
    return em.createQuery(
            "select b.version from SuppressionListEntity b where b.id = :id", Long.class)
        .setParameter("id", SuppressionListEntity.ID)
        .getSingleResult();
  }
}
