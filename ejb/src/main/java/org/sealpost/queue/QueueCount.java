package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.util.EnumMap;
import java.util.Map;

/** Counts the queue, in the transaction of the caller. */
final class QueueCount {
  private final EntityManager em;

  QueueCount(EntityManager em) {
    this.em = em;
  }

  /** One count for each state: the index begins with it, and those finished are not read. */
  Map<RecipientState, Long> unfinished() {
    Map<RecipientState, Long> counts = new EnumMap<>(RecipientState.class);
    for (RecipientState state : RecipientState.values()) {
      if (!state.isFinished()) {
        long count =
            em.createQuery(
                    "select count(r) from RecipientEntity r where r.state = :state", Long.class)
                .setParameter("state", state)
                .getSingleResult();
        counts.put(state, count);
      }
    }
    return counts;
  }
}
