package org.sealpost.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A password that was generated just now. */
public record OneTimeSecret(
    String name, @Schema(description = "Kept nowhere; shown this once.") String password) {}
