package org.sealpost.flow;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.sealpost.config.Settings;
import org.sealpost.queue.AddressFailures;

/** Counts the failures of addresses, in the transaction that records them. */
@Stateless
@Local(AddressFailures.class)
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class AddressFailuresBean implements AddressFailures {
  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  @Inject private Suppression suppression;

  @Override
  public void ended(List<AddressEnd> ends) {
    new FailureCount(em, settings.suppression(), suppression).ended(ends);
  }
}
