package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule about how mail flows; which fields it has depends on its kind. */
public record FlowRuleBody(
    @Schema(enumeration = {"HOLD", "PAUSE", "LIMIT", "RETRY"}) String kind,
    @Schema(description = "A domain, *.domain, .domain for both, or * for all.")
        @Nullable String recipients,
    @Schema(description = "Of HOLD: a mailbox, a domain, *.domain or <>.")
        @Nullable String reversePath,
    @Schema(description = "Of HOLD: what the subject or From field contains.")
        @Nullable String said,
    @Schema(description = "Of LIMIT: how many at the same time from each node.")
        @Nullable Integer connections,
    @Schema(description = "Of LIMIT: how many begin in a minute from each node.")
        @Nullable Integer perMinute,
    @Schema(description = "Of RETRY: after which kind of failure; every kind where left out.")
        @Nullable String failure,
    @Schema(description = "Of RETRY: the waits, for example 5m, 15m, 1h.") @Nullable String waits,
    @Schema(
            description = "Of PAUSE: when it ends by itself (RFC 3339); open where left out.",
            format = "date-time")
        @Nullable String until,
    String reason) {}
