package org.sealpost.admin;

import java.time.Instant;
import java.util.Collection;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/** The operator of one chunk, in its transaction. */
record OperatorInBulk(Operator operator, Postponement postponement, RouteChange routes)
    implements OperatorAtWork {
  @Override
  public int retryNow(Collection<Long> recipientIds, String reason) {
    return operator.retryNow(recipientIds, reason);
  }

  @Override
  public int hold(Collection<Long> recipientIds, String reason) {
    return operator.hold(recipientIds, reason);
  }

  @Override
  public int release(Collection<Long> recipientIds, String reason) {
    return operator.release(recipientIds, reason);
  }

  @Override
  public int delete(Collection<Long> recipientIds, String reason) {
    return operator.delete(recipientIds, reason);
  }

  @Override
  public int fail(Collection<Long> recipientIds, String reason) {
    return operator.fail(recipientIds, reason);
  }

  @Override
  public int schedule(Collection<Long> recipientIds, Instant notBefore, String reason) {
    return postponement.schedule(recipientIds, notBefore, reason);
  }

  @Override
  public int changeRoute(Collection<Long> recipientIds, String route, String reason) {
    return routes.change(recipientIds, route, reason);
  }

  @Override
  public int prioritise(Collection<Long> recipientIds, Urgency urgency, String reason) {
    return operator.prioritise(recipientIds, urgency, reason);
  }

  @Override
  public int changeRequirements(
      Collection<Long> recipientIds, TlsRequirement requirement, String reason, boolean retryNow) {
    return operator.changeRequirements(recipientIds, requirement, reason, retryNow);
  }
}
