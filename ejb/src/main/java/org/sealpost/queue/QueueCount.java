package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.util.List;

/** Counts parts of the queue, in the transaction of the caller. */
final class QueueCount {
  private final EntityManager em;

  QueueCount(EntityManager em) {
    this.em = em;
  }

  /** Counts recipients of one state; see {@link QueueSizes#count}. */
  QueueSizes.Slice slice(RecipientState state, long below, int most) {
    List<Long> last =
        em.createQuery(
                "select r.id from RecipientEntity r where r.state = :state and r.id < :below"
                    + " order by r.id desc",
                Long.class)
            .setParameter("state", state)
            .setParameter("below", below)
            .setFirstResult(most - 1)
            .setMaxResults(1)
            .getResultList();
    if (!last.isEmpty()) {
      return new QueueSizes.Slice(most, last.get(0));
    }
    long rest =
        em.createQuery(
                "select count(r) from RecipientEntity r where r.state = :state and r.id < :below",
                Long.class)
            .setParameter("state", state)
            .setParameter("below", below)
            .getSingleResult();
    return new QueueSizes.Slice(rest, null);
  }
}
