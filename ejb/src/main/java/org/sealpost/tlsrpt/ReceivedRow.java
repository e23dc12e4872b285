package org.sealpost.tlsrpt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that came to the address for reports, as operators see it.
 *
 * @param messageId 0 where it was posted over HTTPS
 * @param address the mailbox it came to, or who has posted it
 * @param authenticated whether the domain that reports has signed it
 * @param reason why it does not count, or was put off; null where there is nothing to say
 * @param submitter the domain that reports; empty where that is not known
 * @param begin of the time it is about; null where that is not known
 * @param end of that time
 */
public record ReceivedRow(
    long id,
    long messageId,
    boolean authenticated,
    String address,
    Instant arrived,
    ReceivedState state,
    @Nullable String reason,
    String submitter,
    String organization,
    String contact,
    String reportId,
    @Nullable Instant begin,
    @Nullable Instant end,
    SentReport.Sums sums) {
  static ReceivedRow of(ReceivedEntity row) {
    return new ReceivedRow(
        row.id(),
        row.messageId(),
        row.isAuthenticated(),
        row.address(),
        row.arrived(),
        row.state(),
        row.reason(),
        row.submitter(),
        row.organization(),
        row.contact(),
        row.reportId(),
        row.begin(),
        row.end(),
        new SentReport.Sums(row.successes(), row.failed()));
  }
}
