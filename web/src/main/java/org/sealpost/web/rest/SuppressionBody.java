package org.sealpost.web.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An address that nothing is to be sent to. */
public record SuppressionBody(
    String address,
    String reason,
    @Schema(description = "When it stops to count; never where left out.")
        @Nullable Instant endsAt) {}
