package org.sealpost.admin;

/**
 * The application is about to be taken away, and everything it needs is still there: the event on
 * which mail stops coming in and going out.
 */
public record Stopping() {}
