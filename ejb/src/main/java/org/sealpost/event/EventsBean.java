package org.sealpost.event;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.List;
import org.sealpost.config.Settings;

/** Writes events into the outbox, in the caller's transaction, and rings once it has committed. */
@Stateless
@Local(Events.class)
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class EventsBean implements Events {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Settings settings;

  @Inject private EventBell bell;

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean wanted() {
    return settings.jms().events();
  }

  @Override
  public void add(List<Event> events) {
    if (events.isEmpty() || !wanted()) {
      return;
    }
    new EventTable(em, settings.hostName().name()).write(events, Instant.now());
    transaction.registerInterposedSynchronization(new Ringing(bell));
  }

  /** Before the commit there is nothing to be seen. */
  private record Ringing(EventBell bell) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // Nothing to do before.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        bell.ring();
      }
    }
  }
}
