package org.sealpost.tlsrpt;

import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sealpost.tlsrpt.ReportTable.Done;
import org.sealpost.tlsrpt.ReportTable.Planning;

/** The transaction border of reports; the rules are in {@link ReportTable}. */
@Stateless
@Local(ReportStore.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReportStoreBean implements ReportStore {
  @PersistenceContext private EntityManager em;

  @EJB private ReportOutbox outbox;

  @Override
  public int plan(LocalDate day, Instant now, Duration spread, Reporter reporter) {
    Planning planning = new Planning(reporter, RandomGenerator.getDefault());
    return new ReportTable(em).plan(day, now, spread, planning);
  }

  @Override
  public Optional<DueReport> claim(Instant now, Instant until) {
    return new ReportTable(em).claim(now, until);
  }

  @Override
  public DayResults results(LocalDate day, String domain) {
    return new SessionCountTable(em).results(day, domain);
  }

  @Override
  public OptOuts optOuts() {
    return new OptOutTable(em).optOuts();
  }

  @Override
  public void sendByMail(
      long report, ReportTarget target, ReportMail mail, Instant now, Instant expires) {
    long messageId = outbox.queue(mail, now, expires);
    new ReportTable(em).done(report, target, new Done(true, "queued"), messageId, now);
  }

  @Override
  public void sent(long report, ReportTarget target, String note, Instant now) {
    new ReportTable(em).done(report, target, new Done(true, note), null, now);
  }

  @Override
  public void left(long report, ReportTarget target, String note, Instant now) {
    new ReportTable(em).done(report, target, new Done(false, note), null, now);
  }

  @Override
  public void retry(long report, Instant due, String note) {
    new ReportTable(em).retry(report, due, note);
  }

  @Override
  public void end(long report, ReportState state, String note, Instant now) {
    new ReportTable(em).end(report, state, note, now);
  }

  @Override
  public int sweep(LocalDate before) {
    return new SessionCountTable(em).removeBefore(before)
        + new ReportTable(em).removeBefore(before)
        + new ReceivedTable(em).removeBefore(before);
  }
}
