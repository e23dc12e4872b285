package org.sealpost.tlsrpt;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import org.sealpost.tlsrpt.ReceivedTable.Arrival;

/** The transaction border of received reports; the rules are in {@link ReceivedTable}. */
@Stateless
@Local(ReceivedStore.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReceivedStoreBean implements ReceivedStore {
  @PersistenceContext private EntityManager em;

  @Override
  public Optional<Arrival> claim(Instant now, Instant until) {
    return new ReceivedTable(em).claim(now, until);
  }

  @Override
  public void retry(long id, Instant due, String why) {
    new ReceivedTable(em).retry(id, due, why);
  }

  @Override
  public void reject(long id, String why) {
    new ReceivedTable(em).reject(id, why);
  }

  @Override
  public boolean accept(long id, ReceivedReport report, String submitter) {
    return new ReceivedTable(em).accept(id, report, submitter);
  }

  @Override
  public Posted post(ReportIntake.Accepted accepted, String client, Instant at) {
    return new ReceivedTable(em).post(accepted, client, at);
  }
}
