package org.sealpost.queue;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;

/** The transaction border of {@link QueueCount}. */
@Stateless
@Local(QueueSizes.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class QueueSizesBean implements QueueSizes {
  @PersistenceContext private EntityManager em;

  @Override
  public Map<RecipientState, Long> unfinished() {
    return new QueueCount(em).unfinished();
  }
}
