package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/**
 * Removes messages whose recipients are all finished, a while after, in the caller's transaction.
 */
final class FinishedMessages {
  private final EntityManager em;

  FinishedMessages(EntityManager em) {
    this.em = em;
  }

  /**
   * Removes some.
   *
   * @param cutoff only what was finished before
   * @param most how many messages at the most
   * @return how many were removed
   */
  int remove(Instant cutoff, int most) {
    // A message that lies in a mailbox here stays: the mailbox shows its content.
    List<Long> ids =
        em.createQuery(
                "select m.id from MessageEntity m where m.receivedAt < :cutoff"
                    + " and not exists (select r.id from RecipientEntity r where r.messageId = m.id"
                    + " and (r.finishedAt is null or r.finishedAt >= :cutoff))"
                    + " and not exists (select e.id from MailboxEntry e where e.messageId = m.id)"
                    + " order by m.receivedAt",
                Long.class)
            .setParameter("cutoff", cutoff.toEpochMilli())
            .setMaxResults(most)
            .getResultList();
    if (!ids.isEmpty()) {
      delete("delete from NotificationEntity n where n.messageId in :ids", ids);
      delete("delete from MessageChunk c where c.key.messageId in :ids", ids);
      delete("delete from AttemptEntity a where a.messageId in :ids", ids);
      delete("delete from RecipientEntity r where r.messageId in :ids", ids);
      delete("delete from MessageEntity m where m.id in :ids", ids);
    }
    return ids.size();
  }

  private void delete(String statement, List<Long> ids) {
    em.createQuery(statement).setParameter("ids", ids).executeUpdate();
  }
}
