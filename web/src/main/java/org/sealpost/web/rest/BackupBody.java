package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.BackupProgress;

/** How back-ups stand. */
public record BackupBody(
    @Schema(description = "The last one asked for here since the start of this node.")
        @Nullable BackupProgress last) {}
