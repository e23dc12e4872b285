package org.sealpost.queue;

import java.util.List;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostCondition;
import org.sealpost.report.Diagnosis;
import org.sealpost.report.ReportedRecipient;
import org.sealpost.smtp.EnhancedStatusCode;

/** An ended attempt as a notification tells it. Stateless. */
final class Notice {
  private Notice() {}

  static ReportedRecipient of(Ended ended) {
    return new ReportedRecipient(
        ended.path(),
        ended.asked().parameters().originalRecipient(),
        action(ended),
        diagnosis(ended),
        ended.state() == RecipientState.EXPIRED,
        ended.at(),
        ended.nextAttempt() == null ? null : ended.expires());
  }

  private static Diagnosis diagnosis(Ended ended) {
    Failure failure = ended.failure();
    return new Diagnosis(
        // An expired message had a transient failure, but it is final now.
        EnhancedStatusCode.of(ended.status()).withClass(statusClass(ended)),
        failure == null ? null : failure.explanation(),
        ended.host(),
        ended.reply(),
        failure == null
            ? List.of()
            : ended.trace().stream().map(HostCondition::of).distinct().toList());
  }

  private static int statusClass(Ended ended) {
    if (ended.isGivenUp()) {
      return 5;
    }
    return ended.state().isFinished() ? 2 : 4;
  }

  private static ReportedRecipient.Action action(Ended ended) {
    if (ended.isGivenUp()) {
      return ReportedRecipient.Action.FAILED;
    }
    if (!ended.state().isFinished()) {
      return ReportedRecipient.Action.DELAYED;
    }
    return ended.state() == RecipientState.DELIVERED
        ? ReportedRecipient.Action.DELIVERED
        : ReportedRecipient.Action.RELAYED;
  }
}
