package org.sealpost.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a day for a domain, with what has become of the report about them.
 *
 * @param reportId null where none is planned yet
 * @param state of the report; null where none is planned yet
 * @param due when it is tried next, where it waits; else null
 */
public record TlsDayDetail(
    LocalDate day,
    String domain,
    List<TlsPolicyRow> policies,
    @Nullable String reportId,
    @Nullable String state,
    @Nullable String note,
    @Nullable Instant due,
    List<Place> places) {
  /** Copies the lists. */
  public TlsDayDetail {
    policies = List.copyOf(policies);
    places = List.copyOf(places);
  }

  /**
   * Where the report went, or was kept from.
   *
   * @param messageId the mail it left in; null for none
   */
  public record Place(
      String target, boolean sent, @Nullable Long messageId, String note, Instant at) {}
}
