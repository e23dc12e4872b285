package org.sealpost.web.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a user may do. */
public record UserBody(
    @Schema(description = "One or several of ADMINISTRATOR, OPERATOR, AUDITOR and SENDER.")
        @Nullable List<String> roles,
    @Schema(description = "The mail account in whose name the user sends.")
        @Nullable String mailAccount,
    @Nullable Boolean enabled) {}
