package org.sealpost.admin;

import java.time.Instant;

/**
 * A domain or a place that no report about TLS goes to.
 *
 * @param kind DOMAIN or DESTINATION
 */
public record TlsOptOutRow(long id, String kind, String subject, String madeBy, Instant madeAt) {}
