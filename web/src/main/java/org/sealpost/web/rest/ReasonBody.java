package org.sealpost.web.rest;

/** Why something is done, for the audit log. */
public record ReasonBody(String reason) {}
