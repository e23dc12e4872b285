package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Another requirement for a message. */
public record RequirementBody(
    @Schema(enumeration = {"REQUIRED", "DEFAULT", "OPTIONAL"}) String requirement,
    @Schema(description = "For the audit log. Compulsory to weaken.") @Nullable String reason,
    @Schema(description = "Whether it is tried at once; true where left out.")
        @Nullable Boolean retryNow) {}
