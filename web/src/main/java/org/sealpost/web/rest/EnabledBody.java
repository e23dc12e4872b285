package org.sealpost.web.rest;

/** Whether something may be used. */
public record EnabledBody(boolean enabled) {}
