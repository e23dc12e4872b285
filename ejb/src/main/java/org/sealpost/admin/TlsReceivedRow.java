package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that came to an address for reports about TLS.
 *
 * @param state NEW, VALID, DOUBLE or INVALID
 * @param reason why it does not count; null where there is nothing to say
 */
public record TlsReceivedRow(
    long id,
    long messageId,
    String address,
    Instant arrived,
    String state,
    @Nullable String reason,
    String submitter,
    String organization,
    String contact,
    String reportId,
    @Nullable Instant begin,
    @Nullable Instant end,
    long successes,
    long failed) {}
