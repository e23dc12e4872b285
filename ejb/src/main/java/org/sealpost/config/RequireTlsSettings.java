package org.sealpost.config;

import java.time.Duration;

/**
 * How mail that has to be protected (RFC 8689) is dealt with where the rules leave a choice.
 *
 * @param acceptTestingPolicy {@code requiretls.accept-testing-policy}: whether an MTA-STS policy in
 *     testing mode proves that a host is one of the domain's, default true
 * @param tlsFailureGrace {@code requiretls.tls-failure-grace}: how long after a message was taken
 *     it is tried again where no server of the domain can protect it, default PT0S
 */
public record RequireTlsSettings(boolean acceptTestingPolicy, Duration tlsFailureGrace) {}
