package org.sealpost.mtasts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.TextAnswer;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.mtasts.DomainPolicy.Applies;
import org.sealpost.mtasts.DomainPolicy.None;
import org.sealpost.mtasts.DomainPolicy.Unavailable;
import org.sealpost.mtasts.PolicyFetch.Failed;
import org.sealpost.mtasts.PolicyFetch.Fetched;
import org.sealpost.smtp.Domain;

/**
 * Finds the policy of a domain: the TXT record says whether what the cache holds is the newest; if
 * not, it is fetched. A policy that lives counts whatever happens to record and Policy Host:
 * whoever controls the network could make both go away (RFC 8461 §5.1, §10).
 */
public final class PolicyFinder implements PolicyLookup {
  /** How exactly the last use is known; noting each would be a write for each message. */
  private static final Duration USE_NOTED_EVERY = Duration.ofDays(1);

  private final DnsClient dns;
  private final PolicyFetches fetches;
  private final PolicyCache cache;
  private final InstantSource clock;

  /** A finder over a cache and a way to fill it. */
  public PolicyFinder(DnsClient dns, PolicyFetches fetches, InstantSource clock) {
    this.dns = dns;
    this.fetches = fetches;
    this.cache = fetches.cache();
    this.clock = clock;
  }

  @Override
  public DomainPolicy find(Domain domain) {
    if (domain.isAddressLiteral()) {
      return new None(); // RFC 8461 §3.4
    }
    Instant now = clock.instant();
    CachedPolicy cached = cache.find(domain).orElse(null);
    Held live = cached == null ? null : cached.live(now);
    if (cached != null && cached.lastUsed().plus(USE_NOTED_EVERY).isBefore(now)) {
      cache.noteUse(domain, now);
    }
    TextAnswer answer = dns.texts(PolicyRecord.nameFor(domain.name()));
    if (answer instanceof TextAnswer.NotFoundOut) {
      // Not "none": mail that needs a policy waits, mail that does not goes without.
      return orElse(live, false, new Unavailable("its TXT record could not be looked up"));
    }
    Optional<PolicyRecord> record =
        answer instanceof TextAnswer.Texts found
            ? PolicyRecord.among(found.texts())
            : Optional.empty();
    return record.isEmpty()
        ? orElse(live, true, new None())
        : announced(domain, record.get().id(), cached, now);
  }

  @Override
  public Optional<DomainPolicy> known(Domain domain) {
    CachedPolicy cached = domain.isAddressLiteral() ? null : cache.find(domain).orElse(null);
    Held live = cached == null ? null : cached.live(clock.instant());
    return Optional.ofNullable(live).map(held -> new Applies(held.id(), held.policy(), false));
  }

  private DomainPolicy announced(
      Domain domain, String id, @Nullable CachedPolicy cached, Instant now) {
    Held live = cached == null ? null : cached.live(now);
    if (live != null && live.id().equals(id)) {
      return new Applies(id, live.policy(), true);
    }
    Failure backOff = cached == null ? null : cached.backOff(id, now);
    if (backOff != null) {
      return orElse(live, false, new Unavailable(backOff.error(), backOff.fault()));
    }
    PolicyFetch result = fetches.fetch(domain, id, cached);
    if (result instanceof Fetched fetched) {
      return new Applies(id, fetched.policy(), true);
    }
    if (result instanceof Failed failed) {
      return orElse(live, false, new Unavailable(failed.text(), failed.fault()));
    }
    throw new AssertionError(result);
  }

  private static DomainPolicy orElse(@Nullable Held live, boolean current, DomainPolicy otherwise) {
    return live == null ? otherwise : new Applies(live.id(), live.policy(), current);
  }
}
