package org.sealpost.mtasts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.mtasts.PolicyFetch.Failed;
import org.sealpost.mtasts.PolicyFetch.Fault;
import org.sealpost.mtasts.PolicyFetch.Fetched;
import org.sealpost.smtp.Domain;

/**
 * Fetches policies and keeps what comes of it in the cache. Who asks for the same policy while it
 * is being fetched waits for that fetch. Thread-safe.
 */
public final class PolicyFetches {
  /** RFC 8461 §3.3: no more often than every five minutes for one version id. */
  static final Duration BACK_OFF = Duration.ofMinutes(5);

  /** RFC 8461 §3.3: a suggested refresh frequency is once per day. */
  static final Duration REFRESH = Duration.ofHours(24);

  /** A short-lived policy is refreshed before it ends, but not more often than this. */
  static final Duration SHORTEST_REFRESH = Duration.ofHours(1);

  static final int JITTER_PERCENT = 20;
  private static final int MOST_ERROR_CHARACTERS = 300;

  /** Longer than any fetch lasts, with its look-ups. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final PolicyHost host;
  private final PolicyCache cache;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ConcurrentHashMap<Key, CompletableFuture<PolicyFetch>> running =
      new ConcurrentHashMap<>();

  private record Key(Domain domain, String id) {}

  /**
   * @param random spreads the refreshes
   */
  public PolicyFetches(
      PolicyHost host, PolicyCache cache, InstantSource clock, RandomGenerator random) {
    this.host = host;
    this.cache = cache;
    this.clock = clock;
    this.random = random;
  }

  PolicyCache cache() {
    return cache;
  }

  /**
   * Fetches now, or waits for a fetch that is under way.
   *
   * @param id of the TXT record
   * @param before what is held of the domain; null: nothing
   */
  PolicyFetch fetch(Domain domain, String id, @Nullable CachedPolicy before) {
    Key key = new Key(domain, id);
    CompletableFuture<PolicyFetch> mine = new CompletableFuture<>();
    CompletableFuture<PolicyFetch> other = running.putIfAbsent(key, mine);
    if (other != null) {
      return await(other);
    }
    try {
      PolicyFetch meanwhile = doneMeanwhile(domain, id, before);
      PolicyFetch result = meanwhile == null ? fetchAndKeep(domain, id, before) : meanwhile;
      mine.complete(result);
      return result;
    } finally {
      running.remove(key);
      // After an exception nobody must wait for ever; the one who fetched throws it.
      mine.complete(new Failed(Fault.FETCH_ERROR, "the fetch broke off"));
    }
  }

  /** What another fetch came to between the caller's look at the cache and now. */
  private @Nullable PolicyFetch doneMeanwhile(
      Domain domain, String id, @Nullable CachedPolicy before) {
    CachedPolicy after = cache.find(domain).orElse(null);
    if (after == null || after.equals(before)) {
      return null;
    }
    Held held = after.live(clock.instant());
    boolean anew = before == null || !Objects.equals(after.held(), before.held());
    if (held != null && held.id().equals(id) && anew) {
      return new Fetched(held.policy());
    }
    Failure failure = after.backOff(id, clock.instant());
    boolean failedAnew = before == null || !Objects.equals(after.failure(), before.failure());
    return failure != null && failedAnew ? failure.asFetch() : null;
  }

  private static PolicyFetch await(CompletableFuture<PolicyFetch> other) {
    try {
      return other.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Failed(Fault.FETCH_ERROR, "interrupted");
    } catch (ExecutionException | TimeoutException late) {
      return new Failed(Fault.FETCH_ERROR, "no answer in time");
    }
  }

  private PolicyFetch fetchAndKeep(Domain domain, String id, @Nullable CachedPolicy before) {
    PolicyFetch result = host.fetch(domain);
    Instant now = clock.instant();
    if (result instanceof Fetched fetched) {
      Held old = before == null ? null : before.held();
      Instant since = old != null && old.id().equals(id) ? old.since() : now;
      Held held = new Held(id, fetched.policy(), since, now);
      cache.keep(domain, held, now.plus(jittered(refreshAfter(fetched.policy()))));
      MtaStsLog.fetched(domain, held);
    } else if (result instanceof Failed failed) {
      noteFailure(domain, id, failed.text(), before);
    } else {
      throw new AssertionError(result);
    }
    return result;
  }

  /** Keeps a failure, and tells the operator where a policy is at stake (RFC 8461 §3.3). */
  void noteFailure(Domain domain, String id, String reason, @Nullable CachedPolicy before) {
    Instant now = clock.instant();
    String error = PeerText.oneLine(reason, MOST_ERROR_CHARACTERS);
    Failure failure = new Failure(id, now, now.plus(BACK_OFF), error);
    cache.noteFailure(domain, failure, now.plus(jittered(SHORTEST_REFRESH)));
    MtaStsLog.failed(domain, failure, before == null ? null : before.live(now));
  }

  private static Duration refreshAfter(MtaStsPolicy policy) {
    Duration half = policy.maxAge().dividedBy(2);
    Duration wished = half.compareTo(REFRESH) < 0 ? half : REFRESH;
    return wished.compareTo(SHORTEST_REFRESH) < 0 ? SHORTEST_REFRESH : wished;
  }

  private Duration jittered(Duration around) {
    long most = around.toMillis() * JITTER_PERCENT / 100;
    return around.plusMillis(random.nextLong(-most, most + 1));
  }
}
