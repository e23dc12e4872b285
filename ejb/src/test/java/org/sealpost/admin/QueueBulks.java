package org.sealpost.admin;

import java.time.InstantSource;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.TlsRequirement;

/** Bulks over the queue, for measurements of other packages. */
public final class QueueBulks {
  private QueueBulks() {}

  /** Counts what a filter lets through. */
  public static long count(QueueDatabase database, QueueFilter filter) {
    return scope(database, filter).count();
  }

  /** Gives everything a filter lets through another requirement; how many were changed. */
  public static long changeRequirement(
      QueueDatabase database, QueueFilter filter, TlsRequirement requirement) {
    BulkRun.Order order =
        new BulkRun.Order(
            new Originator("bench", Door.SERVER, null),
            scope(database, filter),
            new BulkAction.ChangeRequirement(requirement, "measured"));
    BulkRun run = new BulkRun(1, order, new BulkStepsInDatabase(database), InstantSource.system());
    run.run();
    if (run.progress().state() != BulkProgress.State.DONE) {
      throw new IllegalStateException("the bulk broke");
    }
    return run.progress().changed();
  }

  private static BulkScope scope(QueueDatabase database, QueueFilter filter) {
    return database.inTransaction(em -> new BulkTable(em, filter).scope());
  }
}
