package org.sealpost.event;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import org.sealpost.config.Settings;

/** The transaction border of the outbox; the rules are in {@link EventTable}. */
@Stateless
@Local(EventStore.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EventStoreBean implements EventStore {
  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  @Override
  public List<EventRow> oldest(int most) {
    return table().oldest(most);
  }

  @Override
  public void remove(List<EventRow> sent) {
    table().remove(sent);
  }

  @Override
  public Dropped drop(long most) {
    return table().drop(most, Instant.now());
  }

  private EventTable table() {
    return new EventTable(em, settings.hostName().name());
  }
}
