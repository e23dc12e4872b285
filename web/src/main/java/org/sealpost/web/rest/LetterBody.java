package org.sealpost.web.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message of plain text, to be written and sent. */
public record LetterBody(
    @Schema(description = "The author: an address of the mail account, with or without a name.")
        String from,
    @Nullable List<String> to,
    @Nullable List<String> cc,
    @Nullable List<String> bcc,
    @Nullable String subject,
    String text,
    @Schema(
            description = "How strongly it is protected (RFC 8689); DEFAULT where left out.",
            enumeration = {"REQUIRED", "DEFAULT", "OPTIONAL"})
        @Nullable String requirement) {}
