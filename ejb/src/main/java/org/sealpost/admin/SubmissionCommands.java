package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.sealpost.account.Role;
import org.sealpost.jms.RejectedRow;
import org.sealpost.jms.SubmitQueues;
import org.sealpost.refusal.Refusal;

/**
 * What an operator does to submissions that were put aside. The broker acts when the line in the
 * audit log is committed; where it does not answer then, nothing has changed there, and the log
 * says so.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class SubmissionCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private SubmitQueues queues;

  /** Lets it be taken once more, in the name of who handed it in. */
  public void retry(String actor, RejectedRow submission) {
    new AuditLog(em, actor)
        .add("retry-submission", null, submission.reason(), text(submission), null);
    String id = submission.id();
    new AfterCommit(transaction).run(() -> queues.retry(id));
  }

  /** Throws it away. The reason is compulsory. */
  public void discard(String actor, RejectedRow submission, String reason) {
    if (reason.isBlank()) {
      throw new CommandRefusedException(Refusal.REASON_MISSING);
    }
    new AuditLog(em, actor)
        .add("discard-submission", null, submission.reason(), text(submission), reason.strip());
    String id = submission.id();
    new AfterCommit(transaction).run(() -> queues.discard(id));
  }

  private static String text(RejectedRow submission) {
    return submission.submission() + " of " + submission.account();
  }
}
