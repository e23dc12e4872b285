package org.sealpost.tlsrpt;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a session failed (RFC 8460 §4.4).
 *
 * @param sendingIp where it went out from; null where no connection was made
 * @param mxHost the host; null where none was found
 * @param mxHelo what the host called itself; null where it did not say
 * @param receivingIp where it went; null where no connection was made
 * @param reason a word that says more of the failure; may be empty
 */
public record FailureDetail(
    ResultType type,
    @Nullable String sendingIp,
    @Nullable String mxHost,
    @Nullable String mxHelo,
    @Nullable String receivingIp,
    String reason) {}
