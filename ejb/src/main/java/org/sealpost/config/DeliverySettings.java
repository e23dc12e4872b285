package org.sealpost.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * How mail leaves.
 *
 * @param routes {@code route.<domain>}: next hops that replace the MX lookup of that domain
 * @param defaultRoute {@code route.*}: the smart host for every domain without a route of its own;
 *     null: MX lookup
 * @param dns how the servers of a domain are looked up
 * @param smtpPort {@code delivery.smtp-port}: the port of MX hosts, default 25
 * @param trustRoots {@code tls.trust-roots}: PEM file of the certificate authorities that PKIX
 *     checks trust; null: those of the Java runtime
 * @param plaintextFallback {@code delivery.plaintext-fallback}: whether DEFAULT mail may go without
 *     TLS, because the host offers none or the handshake failed, where no policy forbids it,
 *     default true (RFC 7435); an opportunistic route only stops retrying without TLS
 * @param workers {@code delivery.workers}: sessions to other servers at the same time, 1 to 500,
 *     default 40
 * @param perDomain {@code delivery.per-domain}: of these to one next-hop domain, default 20
 * @param perHost {@code delivery.per-host}: of these to one host, whatever domains it serves,
 *     default 20
 * @param attemptLimit {@code delivery.attempt-limit}: how long one attempt for one message may last
 *     as a whole, default PT30M
 * @param idleConnection {@code delivery.idle-connection}: how long an idle session is kept for the
 *     next message, default PT5S; PT0S: never
 * @param policyPort {@code delivery.policy-port}: the port of MTA-STS Policy Hosts, default 443
 * @param requireTls {@code requiretls.*}
 */
public record DeliverySettings(
    Map<Domain, Route> routes,
    @Nullable Route defaultRoute,
    DnsSettings dns,
    int smtpPort,
    @Nullable Path trustRoots,
    boolean plaintextFallback,
    int workers,
    int perDomain,
    int perHost,
    Duration attemptLimit,
    Duration idleConnection,
    int policyPort,
    RequireTlsSettings requireTls) {
  /** Copies the map. */
  public DeliverySettings {
    routes = Map.copyOf(routes);
  }
}
