package org.sealpost.tlsrpt;

import java.time.Instant;
import java.util.Optional;

/** The rows of received reports: every method is one short transaction of its own. */
public interface ReceivedStore {
  /** Takes a message that nobody has looked at, for this node alone until then. */
  Optional<ReceivedTable.Arrival> claim(Instant now, Instant until);

  /** Looks at it again later. */
  void retry(long id, Instant due, String why);

  /** It is no report that counts. */
  void reject(long id, String why);

  /**
   * It is one.
   *
   * @return false where the same report came before
   */
  boolean accept(long id, ReceivedReport report, String submitter);

  /** What has become of a report that was posted. */
  enum Posted {
    /** It is stored. */
    STORED,
    /** The same came before. */
    DOUBLE,
    /** As many have come as are taken in a day. */
    FULL
  }

  /**
   * Stores a report that nobody has signed.
   *
   * @param client the address it came from
   */
  Posted post(ReportIntake.Accepted accepted, String client, Instant at);
}
