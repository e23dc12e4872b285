package org.sealpost.tlsrpt;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.tlsrpt.ReportTable.Done;
import org.sealpost.tlsrpt.ReportTable.Planning;

/** The store over a database as the bean has it; mails are only remembered. */
final class StoreInTests implements ReportStore {
  private final QueueDatabase database;
  private final List<ReportMail> mails;
  private final Random random = new Random(8460);

  StoreInTests(QueueDatabase database, List<ReportMail> mails) {
    this.database = database;
    this.mails = mails;
  }

  @Override
  public int plan(LocalDate day, Instant now, Duration spread, Reporter reporter) {
    return database.inTransaction(
        em -> new ReportTable(em).plan(day, now, spread, new Planning(reporter, random)));
  }

  @Override
  public Optional<DueReport> claim(Instant now, Instant until) {
    return database.inTransaction(em -> new ReportTable(em).claim(now, until));
  }

  @Override
  public DayResults results(LocalDate day, String domain) {
    return database.inTransaction(em -> new SessionCountTable(em).results(day, domain));
  }

  @Override
  public OptOuts optOuts() {
    return database.inTransaction(em -> new OptOutTable(em).optOuts());
  }

  @Override
  public void sendByMail(
      long report, ReportTarget target, ReportMail mail, Instant now, Instant expires) {
    mails.add(mail);
    database.transact(
        em -> new ReportTable(em).done(report, target, new Done(true, "queued"), 1L, now));
  }

  @Override
  public void sent(long report, ReportTarget target, String note, Instant now) {
    database.transact(
        em -> new ReportTable(em).done(report, target, new Done(true, note), null, now));
  }

  @Override
  public void left(long report, ReportTarget target, String note, Instant now) {
    database.transact(
        em -> new ReportTable(em).done(report, target, new Done(false, note), null, now));
  }

  @Override
  public void retry(long report, Instant due, String note) {
    database.transact(em -> new ReportTable(em).retry(report, due, note));
  }

  @Override
  public void end(long report, ReportState state, String note, Instant now) {
    database.transact(em -> new ReportTable(em).end(report, state, note, now));
  }

  @Override
  public int sweep(LocalDate before) {
    return database.inTransaction(
        em ->
            new SessionCountTable(em).removeBefore(before)
                + new ReportTable(em).removeBefore(before)
                + new ReceivedTable(em).removeBefore(before));
  }
}
