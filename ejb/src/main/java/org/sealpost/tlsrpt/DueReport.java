package org.sealpost.tlsrpt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * A report that is to be sent now.
 *
 * @param reportId the same for every attempt
 * @param first when it was first tried
 * @param attempts how many there were before
 * @param sent places that have it, as their URIs
 * @param left places that are not to get it
 */
public record DueReport(
    long id,
    LocalDate day,
    String domain,
    String reportId,
    Instant first,
    int attempts,
    Set<String> sent,
    Set<String> left) {
  /** Copies the sets. */
  public DueReport {
    sent = Set.copyOf(sent);
    left = Set.copyOf(left);
  }
}
