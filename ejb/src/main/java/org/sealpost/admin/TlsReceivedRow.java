package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that came to an address for reports about TLS.
 *
 * @param state NEW, VALID, DOUBLE or INVALID
 * @param messageId 0 where it was posted over HTTPS
 * @param address the mailbox it came to, or who has posted it
 * @param authenticated whether the domain that reports has signed it
 * @param reason why it does not count; null where there is nothing to say
 */
public record TlsReceivedRow(
    long id,
    long messageId,
    boolean authenticated,
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
