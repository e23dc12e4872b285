package org.sealpost.mtasts;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.smtp.Domain;

/** The rows of the cache, in the transaction of the caller. */
final class PolicyTable implements PolicyCache {
  private final EntityManager em;

  PolicyTable(EntityManager em) {
    this.em = em;
  }

  @Override
  public Optional<CachedPolicy> find(Domain domain) {
    return Optional.ofNullable(em.find(MtaStsPolicyEntity.class, domain.name()))
        .map(MtaStsPolicyEntity::toCached);
  }

  @Override
  public void keep(Domain domain, Held held, Instant nextRefresh) {
    MtaStsPolicyEntity row = row(domain, held.fetched());
    row.keep(held);
    row.setNextRefresh(nextRefresh);
  }

  @Override
  public void noteFailure(Domain domain, Failure failure, Instant nextRefresh) {
    MtaStsPolicyEntity row = row(domain, failure.failed());
    row.noteFailure(failure);
    row.setNextRefresh(nextRefresh);
  }

  @Override
  public void noteUse(Domain domain, Instant now) {
    MtaStsPolicyEntity row = em.find(MtaStsPolicyEntity.class, domain.name());
    if (row != null) {
      row.setLastUsed(now);
    }
  }

  @Override
  public List<CachedPolicy> takeDue(Instant now, Instant usedSince, Instant nextRefresh, int most) {
    List<MtaStsPolicyEntity> due =
        em.createQuery(
                "select p from MtaStsPolicyEntity p where p.nextRefresh <= :now"
                    + " and p.expires > :now and p.lastUsed >= :usedSince order by p.nextRefresh",
                MtaStsPolicyEntity.class)
            .setParameter("now", now.toEpochMilli())
            .setParameter("usedSince", usedSince.toEpochMilli())
            .setMaxResults(most)
            .getResultList();
    due.forEach(row -> row.setNextRefresh(nextRefresh));
    return due.stream().map(MtaStsPolicyEntity::toCached).toList();
  }

  @Override
  public int removeOld(Instant now, Instant unusedSince, Instant deadSince) {
    return em.createQuery(
            "delete from MtaStsPolicyEntity p where p.lastUsed < :unusedSince"
                + " or (p.lastUsed < :deadSince and (p.expires is null or p.expires <= :now))")
        .setParameter("unusedSince", unusedSince.toEpochMilli())
        .setParameter("deadSince", deadSince.toEpochMilli())
        .setParameter("now", now.toEpochMilli())
        .executeUpdate();
  }

  private MtaStsPolicyEntity row(Domain domain, Instant used) {
    MtaStsPolicyEntity row = em.find(MtaStsPolicyEntity.class, domain.name());
    if (row == null) {
      row = new MtaStsPolicyEntity(domain, used);
      em.persist(row);
    }
    return row;
  }
}
