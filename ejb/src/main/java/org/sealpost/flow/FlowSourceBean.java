package org.sealpost.flow;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The transaction border of {@link FlowTable} for readers. */
@Stateless
@Local(FlowSource.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FlowSourceBean implements FlowSource {
  @PersistenceContext private EntityManager em;

  @Override
  public FlowBook book() {
    return new FlowTable(em).book();
  }

  @Override
  public Optional<FlowBook> newerThan(long version) {
    FlowTable table = new FlowTable(em);
    return table.version() > version ? Optional.of(table.book()) : Optional.empty();
  }
}
