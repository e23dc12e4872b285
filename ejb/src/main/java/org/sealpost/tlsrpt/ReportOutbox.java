package org.sealpost.tlsrpt;

import java.time.Instant;

/** Where reports go that leave by mail: the queue. */
public interface ReportOutbox {
  /**
   * Queues a report in the transaction of the caller: as OPTIONAL mail with a null reverse-path, so
   * that nothing ever comes back, and marked so that what its delivery shows is not counted.
   *
   * @param expires when it is given up (RFC 8460 §5.5)
   * @return the id of the message
   */
  long queue(ReportMail mail, Instant now, Instant expires);
}
