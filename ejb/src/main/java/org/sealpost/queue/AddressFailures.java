package org.sealpost.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.Failure;
import org.sealpost.smtp.ForwardPath;

/** Is told how addresses do, in the transaction that records the ends of attempts. */
public interface AddressFailures {
  /** How recipients ended that another server had the last word on, or none. */
  void ended(List<AddressEnd> ends);

  /**
   * The end of one recipient.
   *
   * @param failure the permanent failure; null where the next MTA has taken the message
   * @param messageId of which message
   */
  record AddressEnd(ForwardPath path, @Nullable Failure failure, long messageId, Instant at) {}
}
