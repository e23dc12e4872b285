package org.sealpost.queue;

import java.time.Instant;
import org.sealpost.smtp.TlsRequirement;

/** Is told of each message that others have handed in, once its transaction has committed. */
public interface Arrivals {
  /** Nobody is told. */
  Arrivals NOBODY = arrival -> {};

  /**
   * A message that has come into the queue.
   *
   * @param received when its data was there
   * @param listener where it came in, {@code relay} or {@code submission} for example
   * @param octets as it is stored
   * @param recipients how many it has
   */
  record Arrival(
      String queueId,
      Instant received,
      TlsRequirement requirement,
      String listener,
      long octets,
      int recipients) {}

  /** It has come. Quick, and on the thread of the caller, whose reply waits for it. */
  void queued(Arrival arrival);
}
