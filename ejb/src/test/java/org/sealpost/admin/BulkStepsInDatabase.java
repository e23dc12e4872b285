package org.sealpost.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sealpost.event.Events;
import org.sealpost.queue.QueueDatabase;

/** The transactions of a bulk, without a container. */
record BulkStepsInDatabase(QueueDatabase database) implements BulkSteps {
  @Override
  public List<Long> page(BulkScope scope, long after, int most) {
    return database.inTransaction(
        em -> new BulkTable(em, scope.filter()).page(after, scope.upTo(), most));
  }

  @Override
  public int run(Originator originator, BulkAction action, List<Long> ids) {
    return database.inTransaction(
        em -> {
          AuditLog audit = new AuditLog(em, originator);
          return action.run(
              new OperatorInBulk(
                  new Operator(em, news -> {}, OperatorTest.SETTINGS, audit, Events.NONE),
                  new Postponement(em, audit, Duration.ofDays(5), Instant.now(), Events.NONE),
                  new RouteChange(em, audit)),
              ids);
        });
  }
}
