package org.sealpost.queue;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The transaction border of {@link QueueCount}. */
@Stateless
@Local(QueueSizes.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class QueueSizesBean implements QueueSizes {
  @PersistenceContext private EntityManager em;

  @Override
  public Slice count(RecipientState state, long below, int most) {
    return new QueueCount(em).slice(state, below, most);
  }
}
