package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A bulk that has begun. */
public record BulkStarted(
    @Schema(description = "Its id, for /api/v1/bulks/{id}.") long bulk,
    @Schema(description = "How many recipients it is about.") long matched) {}
