package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import org.sealpost.flow.Flow;
import org.sealpost.flow.FlowTable;
import org.sealpost.queue.Dispatcher;

/** Ends pauses when the time has come that was set for it. Nobody calls it but the clock. */
@Stateless
@PermitAll
public class PauseEnds {
  /** Who it was, for the audit log. */
  private static final String CLOCK = "clock";

  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Flow flow;

  @Inject private Dispatcher dispatcher;

  /** Ends those whose end has come; several nodes may ask at the same time. */
  public void end(Instant now) {
    if (new Floodgate(em, CLOCK).endPauses(now) > 0) {
      var changed = new FlowTable(em).book();
      new AfterCommit(transaction)
          .run(
              () -> {
                flow.publish(changed);
                dispatcher.tick();
              });
    }
  }
}
