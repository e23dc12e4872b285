package org.sealpost.queue;

import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.sealpost.event.Events;
import org.sealpost.tlsrpt.ReportMail;
import org.sealpost.tlsrpt.ReportOutbox;

/** Queues reports about TLS, in the transaction that notes that they have left. */
@Stateless
@Local(ReportOutbox.class)
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ReportOutboxBean implements ReportOutbox {
  @PersistenceContext private EntityManager em;

  @EJB private Events events;

  @Override
  public long queue(ReportMail mail, Instant now, Instant expires) {
    return new ReportQueue(em, events).add(mail, now, expires);
  }
}
