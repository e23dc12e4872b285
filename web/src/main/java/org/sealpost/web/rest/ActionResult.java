package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Foresight;

/** What became of an action on the queue. */
public record ActionResult(
    @Schema(description = "How many recipients it was about.") long matched,
    @Schema(description = "How many recipients, or messages of another requirement, were changed.")
        int changed,
    boolean dryRun,
    @Schema(description = "What another requirement would mean now; only where it was asked.")
        @Nullable Foresight foresight) {}
