/**
 * DNS: where mail for a domain goes (RFC 5321 §5.1, RFC 7505), what addresses a host has, and its
 * TLSA records (RFC 7672 §2.2).
 *
 * <p>In: a domain or host name. Out: a sealed answer that keeps apart what callers have to treat
 * apart: there is none, there is no such name, it could not be found out. Each answer says how far
 * it can be trusted ({@link org.sealpost.dns.SecurityStatus}).
 *
 * <p>{@link org.sealpost.dns.DnsServers} decides who finds that out: this program by validating
 * down from its trust anchors (RFC 4035 §5), a server on this machine, or nobody. {@code Lookups}
 * asks, follows CNAMEs and remembers answers for their TTL (RFC 2308); equal questions at the same
 * time are asked once. {@link org.sealpost.dns.CachingDnsClient} puts it all into the words of
 * mail.
 *
 * <p>Fails closed: an answer that fails validation is no answer, and never an insecure one; behind
 * an insecure CNAME nothing is secure.
 */
@NullMarked
package org.sealpost.dns;

import org.jspecify.annotations.NullMarked;
