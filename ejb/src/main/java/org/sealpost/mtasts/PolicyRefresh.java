package org.sealpost.mtasts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.TextAnswer;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.smtp.Domain;

/**
 * Fetches policies that are in use anew before they end, so that nobody who keeps us from the
 * Policy Host for a while can make us forget one (RFC 8461 §3.3, §10.2); removes what nobody uses.
 */
public final class PolicyRefresh {
  /** Domains no mail went to for so long are not refreshed. */
  static final Duration IN_USE = Duration.ofDays(30);

  /** What nobody used for so long is removed. */
  static final Duration REMOVED_AFTER = Duration.ofDays(180);

  /** The same for what holds no policy that lives. */
  static final Duration DEAD_REMOVED_AFTER = Duration.ofDays(7);

  /** For so long a policy is this node's to refresh; longer than one round lasts. */
  private static final Duration TAKEN_FOR = Duration.ofMinutes(30);

  private static final int AT_ONCE = 10;

  private final DnsClient dns;
  private final PolicyFetches fetches;
  private final PolicyCache cache;
  private final InstantSource clock;
  private final AtomicBoolean running = new AtomicBoolean();

  /** At rest; {@link #startOn} does one round. */
  public PolicyRefresh(DnsClient dns, PolicyFetches fetches, InstantSource clock) {
    this.dns = dns;
    this.fetches = fetches;
    this.cache = fetches.cache();
    this.clock = clock;
  }

  /**
   * Starts a round on another thread, unless the last one still runs; to be called every minute.
   */
  public void startOn(Executor executor) {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::guarded);
    } catch (RuntimeException stopping) {
      running.set(false);
      MtaStsLog.roundFailed(stopping); // an exception would end the schedule for good
    }
  }

  private void guarded() {
    try {
      round();
    } catch (RuntimeException failure) {
      MtaStsLog.roundFailed(failure); // the next one comes in a minute
    } finally {
      running.set(false);
    }
  }

  /** Refreshes some that are due. */
  void round() {
    Instant now = clock.instant();
    cache.removeOld(now, now.minus(REMOVED_AFTER), now.minus(DEAD_REMOVED_AFTER));
    List<CachedPolicy> due = cache.takeDue(now, now.minus(IN_USE), now.plus(TAKEN_FOR), AT_ONCE);
    due.forEach(this::refresh);
  }

  private void refresh(CachedPolicy cached) {
    Held held = cached.held();
    if (held == null) {
      return; // only what holds a policy is due
    }
    Domain domain = cached.domain();
    TextAnswer answer = dns.texts(PolicyRecord.nameFor(domain.name()));
    Optional<PolicyRecord> record =
        answer instanceof TextAnswer.Texts found
            ? PolicyRecord.among(found.texts())
            : Optional.empty();
    if (record.isPresent()) {
      fetches.fetch(domain, record.get().id(), cached);
    } else {
      // RFC 8461 §3.1: that alone does not remove the policy.
      fetches.noteFailure(domain, held.id(), "no valid TXT record announces the policy", cached);
    }
  }
}
