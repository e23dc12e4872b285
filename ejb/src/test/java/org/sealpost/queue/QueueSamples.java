package org.sealpost.queue;

import java.time.Duration;
import org.sealpost.smtp.TlsRequirement;

/** Messages in the queue for the tests of other packages. */
public final class QueueSamples {
  private QueueSamples() {}

  /** Inserts a message that waits; returns its key. */
  public static long insert(
      QueueDatabase database, TlsRequirement requirement, String... forwardPaths) {
    return Samples.insert(
            database,
            Samples.message(requirement, forwardPaths),
            "Subject: s\r\n\r\nbody\r\n",
            null)
        .message()
        .id();
  }

  /** Inserts a message that is being delivered. */
  public static void insertLeased(QueueDatabase database, String forwardPath) {
    Lease lease = new Lease("node", Samples.NOW.plus(Duration.ofMinutes(5)));
    Samples.insert(
        database, Samples.message(TlsRequirement.DEFAULT, forwardPath), "\r\nbody\r\n", lease);
  }
}
