package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A route to be laid down. */
public record RouteBody(
    @Schema(description = "A domain, *.domain, or * for all that have none of their own.")
        String recipients,
    @Schema(
            description =
                "mx for the MX records, or up to five routes as in the settings, without signing in"
                    + " and trust, with spaces between them, in the order in which they are tried.")
        String servers,
    String reason) {}
