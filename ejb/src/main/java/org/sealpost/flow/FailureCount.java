package org.sealpost.flow;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.OptionalInt;
import org.sealpost.config.SuppressionSettings;
import org.sealpost.delivery.Failure;
import org.sealpost.queue.AddressFailures;
import org.sealpost.queue.MessageEntity;
import org.sealpost.smtp.ForwardPath;

/** Puts addresses on the suppression list that fail, in the caller's transaction. */
final class FailureCount implements AddressFailures {
  private final EntityManager em;
  private final SuppressionSettings settings;
  private final Suppression suppression;

  FailureCount(EntityManager em, SuppressionSettings settings, Suppression suppression) {
    this.em = em;
    this.settings = settings;
    this.suppression = suppression;
  }

  @Override
  public void ended(List<AddressEnd> ends) {
    for (AddressEnd end : ends) {
      Failure failure = end.failure();
      if (failure != null) {
        failed(end, failure);
      } else if (suppression.knows(end.path())) {
        new SuppressionTable(em).succeed(end.path());
      }
    }
  }

  private void failed(AddressEnd end, Failure failure) {
    OptionalInt needed = SuppressionRules.needed(failure, settings);
    ForwardPath path = end.path();
    if (needed.isEmpty()
        || SuppressionRules.isAlwaysTried(path)
        || isNotification(end.messageId())) {
      return;
    }
    // Known here at once, and nothing is lost by it where the transaction fails: what may be on the
    // list is looked up.
    suppression.mayHold(path);
    SuppressionTable.Fault fault =
        new SuppressionTable.Fault(path, failure, end.messageId(), end.at());
    if (new SuppressionTable(em).fail(fault, needed.getAsInt(), settings.retention())) {
      FlowLog.suppressed(path.text(), failure.status().toString());
    }
  }

  /** What fails of a notification says where a forged reverse-path leads, not who writes there. */
  private boolean isNotification(long messageId) {
    MessageEntity message = em.find(MessageEntity.class, messageId);
    return message != null && message.reversePath().isNull();
  }
}
