package org.sealpost.admin;

import java.time.Instant;
import java.util.Collection;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/** What {@link BulkAction}s ask of the {@link Operator}; each gives back how many it changed. */
public interface OperatorAtWork {
  /** Makes waiting recipients due now. */
  int retryNow(Collection<Long> recipientIds, String reason);

  /** Keeps waiting recipients back. */
  int hold(Collection<Long> recipientIds, String reason);

  /** Ends holds. */
  int release(Collection<Long> recipientIds, String reason);

  /** Drops recipients. */
  int delete(Collection<Long> recipientIds, String reason);

  /** Fails recipients. */
  int fail(Collection<Long> recipientIds, String reason);

  /** Lets recipients wait until a time. */
  int schedule(Collection<Long> recipientIds, Instant notBefore, String reason);

  /** Sends their messages another way. */
  int changeRoute(Collection<Long> recipientIds, String route, String reason);

  /** Lets recipients go before or after others. */
  int prioritise(Collection<Long> recipientIds, Urgency urgency, String reason);

  /** Changes the requirement of their messages. */
  int changeRequirements(
      Collection<Long> recipientIds, TlsRequirement requirement, String reason, boolean retryNow);
}
