package org.sealpost.dns;

/**
 * One MX record (RFC 1035 §3.3.9).
 *
 * @param name the host in lower case without a trailing dot
 * @param preference lower is tried first
 */
public record MxHost(String name, int preference) {}
