package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.List;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.queue.Dispatcher;

/** The transaction border of the steps of a bulk; {@link BulkCommands} asks who may. */
@Stateless
@Local(BulkSteps.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@PermitAll // the step of a bulk that BulkCommands let somebody start
public class BulkStepsBean implements BulkSteps {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Dispatcher dispatcher;

  @Inject private Settings settings;

  @EJB private Events events;

  @Override
  public List<Long> page(BulkScope scope, long after, int most) {
    return new BulkTable(em, scope.filter()).page(after, scope.upTo(), most);
  }

  @Override
  public int run(Originator originator, BulkAction action, List<Long> recipientIds) {
    AuditLog audit = new AuditLog(em, originator);
    AfterCommit afterCommit = new AfterCommit(transaction);
    Operator operator =
        new Operator(
            em, news -> afterCommit.run(() -> news.accept(dispatcher)), settings, audit, events);
    Postponement postponement =
        new Postponement(em, audit, settings.queue().lifetime(), Instant.now(), events);
    return action.run(
        new OperatorInBulk(operator, postponement, new RouteChange(em, audit)), recipientIds);
  }
}
