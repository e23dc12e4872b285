package org.sealpost.web.rest;

/** The key of what was made. */
public record IdBody(long id) {}
