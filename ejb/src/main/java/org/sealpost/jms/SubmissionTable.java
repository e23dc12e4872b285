package org.sealpost.jms;

import jakarta.persistence.EntityManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.intake.Submission;

/** Submissions and the keys by which they are taken once, in the caller's transaction. */
final class SubmissionTable {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final EntityManager em;

  SubmissionTable(EntityManager em) {
    this.em = em;
  }

  /** As {@link SubmitDesk#take}; a refusal asks for a rollback. */
  Taking take(Order order, Function<SmtpSession, Submission.Result> submit, Instant now) {
    SubmissionEntity known = em.find(SubmissionEntity.class, new SubmissionEntity.Key(order));
    if (known != null) {
      return new Taking.Queued(known.queueIds(), true);
    }
    Submission.Result result = submit.apply(session(order.account()));
    if (!result.refusals().isEmpty()) {
      return new Taking.Refused(result.refusals());
    }
    // The same key from two consumers at once: the second commit fails, and its message comes
    // again when this row is there.
    em.persist(new SubmissionEntity(order, result.queueIds(), now));
    return new Taking.Queued(result.queueIds(), false);
  }

  void look() {
    em.createNativeQuery("select max(taken_at) from jms_submission where taken_at < 0")
        .getSingleResult();
  }

  int forget(long beforeMillis, int most) {
    var old =
        em.createQuery(
                "select s from SubmissionEntity s where s.at < :before", SubmissionEntity.class)
            .setParameter("before", beforeMillis)
            .setMaxResults(most)
            .getResultList();
    old.forEach(em::remove);
    return old.size();
  }

  private static SmtpSession session(String account) {
    String id = "J" + UUID.randomUUID().toString().substring(0, 8);
    return new SmtpSession(id, ListenerKind.JMS, HERE, HERE, "", true, null, account);
  }
}
