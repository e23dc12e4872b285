package org.sealpost.admin;

import java.time.Instant;

/**
 * An attempt for a recipient in which a session failed in a certain way.
 *
 * @param outcome of the attempt: relayed, deferred or failed
 */
public record TlsAffectedRow(
    long messageId, String queueId, String forwardPath, Instant at, String outcome, String host) {}
