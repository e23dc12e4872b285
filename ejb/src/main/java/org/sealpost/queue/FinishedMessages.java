package org.sealpost.queue;

import static org.sealpost.queue.RecipientStore.padded;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes messages whose recipients are all finished, a while after, in the caller's transaction.
 *
 * <p>Each finished recipient is looked at once, however long its message stays: where another
 * recipient of it is not finished, that one will be looked at; where the message lies in a mailbox
 * here, it is looked at again when it is deleted there.
 */
final class FinishedMessages {
  private final EntityManager em;

  FinishedMessages(EntityManager em) {
    this.em = em;
  }

  /**
   * What was done.
   *
   * @param removed messages
   * @param more whether there is more to look at
   */
  record Swept(int removed, boolean more) {}

  /**
   * Removes some.
   *
   * @param cutoff only what was finished before
   * @param most how many recipients are looked at
   */
  Swept remove(Instant cutoff, int most) {
    List<Object[]> finished =
        em.createQuery(
                "select r.id, r.messageId from RecipientEntity r where r.sweepAt < :cutoff"
                    + " order by r.sweepAt",
                Object[].class)
            .setParameter("cutoff", cutoff.toEpochMilli())
            .setMaxResults(most)
            .getResultList();
    if (finished.isEmpty()) {
      return new Swept(0, false);
    }
    Set<Long> messages = new LinkedHashSet<>();
    finished.forEach(row -> messages.add((Long) row[1]));
    Set<Long> kept = kept(messages, cutoff);
    List<Long> looked =
        finished.stream()
            .filter(row -> kept.contains((Long) row[1]))
            .map(row -> (Long) row[0])
            .toList();
    new RecipientStore(em).sweepNoMore(looked);
    messages.removeAll(kept);
    remove(messages);
    return new Swept(messages.size(), finished.size() == most);
  }

  private Set<Long> kept(Collection<Long> messages, Instant cutoff) {
    Set<Long> kept =
        new HashSet<>(
            em.createQuery(
                    "select distinct r.messageId from RecipientEntity r"
                        + " where r.messageId in :ids"
                        + " and (r.finishedAt is null or r.finishedAt >= :cutoff)",
                    Long.class)
                .setParameter("ids", padded(messages))
                .setParameter("cutoff", cutoff.toEpochMilli())
                .getResultList());
    // A message that lies in a mailbox here stays: the mailbox shows its content.
    kept.addAll(
        em.createQuery(
                "select distinct e.messageId from MailboxEntry e where e.messageId in :ids",
                Long.class)
            .setParameter("ids", padded(messages))
            .getResultList());
    return kept;
  }

  private void remove(Collection<Long> messages) {
    if (!messages.isEmpty()) {
      delete("delete from NotificationEntity n where n.messageId in :ids", messages);
      delete("delete from MessageChunk c where c.key.messageId in :ids", messages);
      delete("delete from RecipientChange c where c.messageId in :ids", messages);
      delete("delete from AttemptEntity a where a.messageId in :ids", messages);
      delete("delete from RecipientEntity r where r.messageId in :ids", messages);
      delete("delete from MessageEntity m where m.id in :ids", messages);
    }
  }

  private void delete(String statement, Collection<Long> ids) {
    em.createQuery(statement).setParameter("ids", padded(ids)).executeUpdate();
  }
}
