package org.sealpost.tlsrpt;

import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.event.Events;
import org.sealpost.tlsrpt.ReceivedTable.Arrival;

/** The transaction border of received reports; the rules are in {@link ReceivedTable}. */
@Stateless
@Local(ReceivedStore.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReceivedStoreBean implements ReceivedStore {
  @PersistenceContext private EntityManager em;

  @EJB private Events events;

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
    boolean fresh = new ReceivedTable(em).accept(id, report, submitter);
    if (fresh && events.wanted()) {
      events.add(List.of(report.toEvent(submitter, Instant.now())));
    }
    return fresh;
  }

  @Override
  public Posted post(ReportIntake.Accepted accepted, String client, Instant at) {
    Posted posted = new ReceivedTable(em).post(accepted, client, at);
    if (posted == Posted.STORED && events.wanted()) {
      events.add(List.of(accepted.report().toEvent(accepted.submitter(), at)));
    }
    return posted;
  }
}
