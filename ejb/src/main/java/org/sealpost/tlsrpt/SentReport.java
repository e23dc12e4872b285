package org.sealpost.tlsrpt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of ours, as operators see it.
 *
 * @param due when it is tried next, while it waits
 * @param note what was last said of it; null: nothing yet
 * @param ended when it was over with it; null: not yet
 */
public record SentReport(
    LocalDate day,
    String domain,
    String reportId,
    ReportState state,
    Instant due,
    @Nullable String note,
    @Nullable Instant ended,
    Sums sums,
    List<Place> places) {
  /** Copies the list. */
  public SentReport {
    places = List.copyOf(places);
  }

  /** What it says in sum: sessions that satisfied their policy, and those that did not. */
  public record Sums(long successes, long failed) {}

  /**
   * Where it went, or was kept from.
   *
   * @param messageId the mail it left in; null for none
   */
  public record Place(
      String target, boolean sent, @Nullable Long messageId, String note, Instant at) {}
}
