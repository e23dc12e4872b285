package org.sealpost.history;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The transaction border of the history; the rules are in {@link HistoryTable}. */
@Stateless
@Local(History.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HistoryBean implements History {
  @PersistenceContext private EntityManager em;

  @Override
  public List<Change> record(Collection<Sighting> sightings) {
    return new HistoryTable(em).record(sightings);
  }

  @Override
  public int removeOld(Instant now) {
    return new HistoryTable(em).removeOld(now);
  }
}
