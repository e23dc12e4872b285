package org.sealpost.web.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An exception to be laid down for a recipient domain. */
public record ExceptionBody(
    String domain,
    @Schema(description = "One of the kinds that are listed.") String kind,
    @Schema(description = "SHA-256 of a key, hexadecimal or base64; only to pin one.")
        @Nullable String key,
    String reason,
    @Schema(description = "When it ends by itself; never where left out.")
        @Nullable Instant endsAt) {}
