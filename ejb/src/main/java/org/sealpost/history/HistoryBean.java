package org.sealpost.history;

import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.sealpost.event.Events;

/** The transaction border of the history; the rules are in {@link HistoryTable}. */
@Stateless
@Local(History.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HistoryBean implements History {
  @PersistenceContext private EntityManager em;

  @EJB private Events events;

  @Override
  public List<Change> record(Collection<Sighting> sightings) {
    List<Change> weaker = new HistoryTable(em).record(sightings);
    if (events.wanted()) {
      events.add(weaker.stream().map(Change::toEvent).toList());
    }
    return weaker;
  }

  @Override
  public long countAlarms() {
    return new HistoryTable(em).countAlarms();
  }

  @Override
  public int removeOld(Instant now) {
    return new HistoryTable(em).removeOld(now);
  }
}
