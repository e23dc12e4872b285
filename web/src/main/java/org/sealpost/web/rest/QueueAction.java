package org.sealpost.web.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to recipients in the queue: to those listed, or to all a filter lets through.
 */
public record QueueAction(
    @Schema(
            description = "What to do.",
            enumeration = {
              "RETRY",
              "HOLD",
              "RELEASE",
              "DELETE",
              "FAIL",
              "PRIORITISE",
              "SCHEDULE",
              "CHANGE_ROUTE",
              "CHANGE_REQUIREMENT"
            })
        String action,
    @Schema(description = "Keys of recipients, at most 1000: done at once. Instead of a filter.")
        @Nullable List<Long> recipients,
    @Schema(
            description =
                "Every unfinished recipient it lets through: done as a bulk. Instead of a list.")
        @Nullable Filter filter,
    @Schema(
            description =
                "For the audit log. Compulsory to delete, to fail, and for a requirement but REQUIRED.")
        @Nullable String reason,
    @Schema(
            description = "The requirement to change to.",
            enumeration = {"REQUIRED", "DEFAULT", "OPTIONAL"})
        @Nullable String requirement,
    @Schema(
            description = "To prioritise: before or after others.",
            enumeration = {"URGENT", "NORMAL", "BULK"})
        @Nullable String urgency,
    @Schema(
            description = "To schedule: not to be tried before, within a year.",
            format = "date-time")
        @Nullable String notBefore,
    @Schema(
            description =
                "To change the route: mx, a route as in the settings without signing in and trust, or"
                    + " empty for what the settings say.")
        @Nullable String route,
    @Schema(description = "Whether a changed message is tried at once; true where left out.")
        @Nullable Boolean retryNow,
    @Schema(description = "Only tell how many it is about, and what a requirement would mean now.")
        @Nullable Boolean dryRun) {
  /** Which recipients. */
  public record Filter(
      @Schema(description = "The next-hop domain.") @Nullable String domain,
      @Schema(enumeration = {"REQUIRED", "DEFAULT", "OPTIONAL"}) @Nullable String requirement,
      @Schema(
              enumeration = {
                "QUEUED",
                "DELIVERING",
                "DEFERRED",
                "HELD",
                "DELIVERED",
                "RELAYED",
                "FAILED",
                "EXPIRED",
                "DROPPED"
              })
          @Nullable String state,
      @Schema(description = "Leave out finished recipients; true where left out.")
          @Nullable Boolean unfinished,
      @Schema(description = "Part of the reverse-path, forward-path or subject.")
          @Nullable String text) {}
}
