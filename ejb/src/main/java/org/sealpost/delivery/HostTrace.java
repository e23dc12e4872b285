package org.sealpost.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What happened at one host of the next-hop domain: the proof of how a message was protected.
 *
 * @param host the MX host or the route's host
 * @param address IP address and port of the connection, null where there was none
 * @param decision the decision with its facts, in one line, for example {@code "REQUIRED over
 *     route: TLS must pass PKIX, peer must announce REQUIRETLS"}
 * @param tls protocol version, cipher and what the certificate proved, null on a clear session
 * @param result what came of it, in one line
 */
public record HostTrace(
    String host, @Nullable String address, String decision, @Nullable String tls, String result) {}
