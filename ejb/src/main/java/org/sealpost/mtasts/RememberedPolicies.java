package org.sealpost.mtasts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.smtp.Domain;

/**
 * What the database holds, remembered for a minute: each decision about a host asks for the policy,
 * and few of them find another one than the last did. What this node writes is forgotten at once;
 * what another node has fetched meanwhile is at worst fetched once more. Thread-safe.
 */
public final class RememberedPolicies implements PolicyCache {
  static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final int MOST = 10_000;

  private final PolicyCache database;
  private final InstantSource clock;
  private final Map<Domain, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Known> eldest) {
          return size() > MOST;
        }
      };

  /** Counts the writes, so that what was read before one is not remembered after it. */
  private long writes;

  /** In front of a cache that keeps. */
  public RememberedPolicies(PolicyCache database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Known(Optional<CachedPolicy> policy, Instant until) {}

  @Override
  public Optional<CachedPolicy> find(Domain domain) {
    long before;
    synchronized (this) {
      Known found = known.get(domain);
      if (found != null && clock.instant().isBefore(found.until())) {
        return found.policy();
      }
      before = writes;
    }
    Optional<CachedPolicy> read = database.find(domain);
    remember(domain, read, before);
    return read;
  }

  private synchronized void remember(Domain domain, Optional<CachedPolicy> read, long before) {
    if (writes == before) {
      known.put(domain, new Known(read, clock.instant().plus(REMEMBERED)));
    }
  }

  private synchronized void forget(Domain domain) {
    writes++;
    known.remove(domain);
  }

  @Override
  public void keep(Domain domain, Held held, Instant nextRefresh) {
    try {
      database.keep(domain, held, nextRefresh);
    } finally {
      forget(domain);
    }
  }

  @Override
  public void noteFailure(Domain domain, Failure failure, Instant nextRefresh) {
    try {
      database.noteFailure(domain, failure, nextRefresh);
    } finally {
      forget(domain);
    }
  }

  @Override
  public void noteUse(Domain domain, Instant now) {
    try {
      database.noteUse(domain, now);
    } finally {
      forget(domain);
    }
  }

  @Override
  public List<CachedPolicy> takeDue(Instant now, Instant usedSince, Instant next, int most) {
    return database.takeDue(now, usedSince, next, most);
  }

  @Override
  public int removeOld(Instant now, Instant unusedSince, Instant deadSince) {
    return database.removeOld(now, unusedSince, deadSince);
  }
}
