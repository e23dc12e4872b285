package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Prospect;

/** What a delivery to a domain would find and do now. */
public record CheckBody(
    String domain,
    @Schema(description = "Whether its mail stays here, so that nothing depends on TLS.")
        boolean hostedHere,
    @Nullable Prospect prospect) {}
