package org.sealpost.policy;

/**
 * What the operator may choose.
 *
 * @param plaintextFallback whether DEFAULT mail may go without TLS where no policy forbids it
 * @param testingPolicyCounts whether an MTA-STS policy in testing mode authenticates a host's name
 *     for REQUIRED mail (RFC 8689 §2 asks for §4.1 of RFC 8461 only, which is the same in both)
 */
public record PolicySettings(boolean plaintextFallback, boolean testingPolicyCounts) {}
