package org.sealpost.tlsrpt;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.queue.QueueDatabase;

/** Received reports over a database as the bean has them. */
record ReceivedInTests(QueueDatabase database) implements ReceivedStore {
  @Override
  public Optional<ReceivedTable.Arrival> claim(Instant now, Instant until) {
    return database.inTransaction(em -> new ReceivedTable(em).claim(now, until));
  }

  @Override
  public void retry(long id, Instant due, String why) {
    database.transact(em -> new ReceivedTable(em).retry(id, due, why));
  }

  @Override
  public void reject(long id, String why) {
    database.transact(em -> new ReceivedTable(em).reject(id, why));
  }

  @Override
  public boolean accept(long id, ReceivedReport report, String submitter) {
    return database.inTransaction(em -> new ReceivedTable(em).accept(id, report, submitter));
  }

  @Override
  public Posted post(ReportIntake.Accepted accepted, String client, Instant at) {
    return database.inTransaction(em -> new ReceivedTable(em).post(accepted, client, at));
  }
}
