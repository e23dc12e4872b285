package org.sealpost.jms;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.intake.Reception;
import org.sealpost.intake.Submission;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.Enqueue;
import org.sealpost.queue.Ledger;

/** The transaction border of submissions over queues. */
@Stateless
@PermitAll
@Local(SubmitDesk.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SubmitDeskBean implements SubmitDesk {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Resource private SessionContext context;

  @EJB private Ledger ledger;
  @EJB private Events events;
  @Inject private Dispatcher dispatcher;
  @Inject private Reception reception;
  @Inject private Settings settings;

  @Override
  public Taking take(Order order) {
    Submission submission =
        new Submission(
            settings, reception, new Enqueue(em, transaction, dispatcher, ledger, events));
    Taking taking =
        new SubmissionTable(em)
            .take(order, session -> submission.take(session, order.mail()), Instant.now());
    if (taking instanceof Taking.Refused) {
      context.setRollbackOnly();
    }
    return taking;
  }

  @Override
  public void look() {
    new SubmissionTable(em).look();
  }

  @Override
  public int forget(long beforeMillis, int most) {
    return new SubmissionTable(em).forget(beforeMillis, most);
  }
}
