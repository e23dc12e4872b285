package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The rules of a domain that is hosted here; what is left out is as for a new one. */
public record DomainBody(
    @Schema(description = "Between an address and its tag: one of + - _ = # ~ ! or nothing.")
        @Nullable String separator,
    @Nullable Boolean caseSensitive,
    @Schema(description = "Who gets mail to unknown addresses; * for a mailbox of their own.")
        @Nullable String catchAll,
    @Nullable Boolean enabled) {}
