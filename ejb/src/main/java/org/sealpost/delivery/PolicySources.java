package org.sealpost.delivery;

import org.sealpost.dns.DnsClient;
import org.sealpost.mtasts.PolicyLookup;
import org.sealpost.policy.ExceptionLookup;

/**
 * Where facts about recipient domains come from.
 *
 * @param dns their servers and TLSA records
 * @param policies their MTA-STS policies
 * @param exceptions what the operator has laid down for them
 * @param routes where their mail goes instead
 */
public record PolicySources(
    DnsClient dns, PolicyLookup policies, ExceptionLookup exceptions, Routes routes) {}
