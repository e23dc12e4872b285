package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is to get no reports about TLS. */
public record OptOutBody(
    @Schema(enumeration = {"DOMAIN", "DESTINATION"}) String kind,
    @Schema(
            description =
                "A domain; of DESTINATION an https or mailto URI, a mailbox, or a domain.")
        String subject) {}
