/**
 * MTA-STS (RFC 8461): what a recipient domain demands of those who send to it, published over
 * HTTPS.
 *
 * <p>A domain announces its policy with a TXT record at {@code _mta-sts.<domain>} ({@link
 * org.sealpost.mtasts.PolicyRecord}), whose id changes with the policy. The policy itself ({@link
 * org.sealpost.mtasts.MtaStsPolicy}: mode, lifetime, patterns of MX host names) is fetched from the
 * Policy Host {@code mta-sts.<domain>}, whose certificate is what makes it worth anything: whoever
 * can only forge DNS can neither forge the policy nor, while it is in the cache, make it go away.
 *
 * <p>In: the domain of a recipient as the sender wrote it, never the target of a CNAME. Out: {@link
 * org.sealpost.mtasts.DomainPolicy}: there is none; this one applies; one is announced but cannot
 * be had. {@link org.sealpost.mtasts.PolicyFinder} looks at the TXT record each time (the DNS cache
 * bounds how often), fetches where the id is new, and keeps to a policy it once had until its
 * lifetime ends, whatever goes wrong meanwhile. {@link org.sealpost.mtasts.PolicyRefresh} fetches
 * the policies in use anew about once a day, so that they do not end.
 *
 * <p>Threads of delivery block here as they do on DNS, at worst a minute, and never in a
 * transaction: each method of {@link org.sealpost.mtasts.PolicyCache} is a short one of its own.
 *
 * <p>Parsing and matching are pure and strict: what the grammar does not allow is no policy. {@link
 * org.sealpost.mtasts.OwnPolicy} is the other side: what we publish for the domains we host.
 */
@NullMarked
package org.sealpost.mtasts;

import org.jspecify.annotations.NullMarked;
