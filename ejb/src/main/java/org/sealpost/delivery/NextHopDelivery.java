package org.sealpost.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.client.Deadline;
import org.sealpost.client.PkixCheck;
import org.sealpost.client.SmtpClient;
import org.sealpost.client.StallWatch;
import org.sealpost.client.dane.DaneCheck;
import org.sealpost.config.DeliverySettings;
import org.sealpost.dns.DnsClient;
import org.sealpost.mtasts.PolicyLookup;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportPolicy;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Hands messages to other servers: finds the hosts of the next-hop domain, decides about each,
 * carries the decision out, and goes on to the next host with the recipients that are still open
 * (RFC 5321 §5.1). Sessions are kept for the next message (RFC 5321 §4.5.4.1).
 *
 * <p>Thread-safe. {@link #attempt} blocks, at worst as long as {@code delivery.attempt-limit} and
 * then the wait for one reply. Close it after the last attempt.
 */
public final class NextHopDelivery implements NextHop, AutoCloseable {
  private static final long SWEEP_SECONDS = 1;

  /** How often an attempt begins anew for a changed requirement; after that it waits its turn. */
  private static final int MOST_CHANGES = 3;

  private final HostRules rules;
  private final HostProbe probe;
  private final Duration grace;
  private final Duration attemptLimit;
  private final InstantSource clock;
  private final HostAttempt hostAttempt;
  private final SessionPool pool;
  private final ScheduledFuture<?> sweeping;

  /**
   * With the timeouts RFC 5321 asks for.
   *
   * @param hostName the name given in EHLO, and never delivered to
   * @param trustRoots what PKIX trusts; see {@link org.sealpost.client.TrustRoots}
   * @param scheduler looks for idle and stalled sessions once a second; stays the caller's
   * @param goodbyes says QUIT to idle sessions, which may take a while; stays the caller's
   */
  public NextHopDelivery(
      DeliverySettings settings,
      Domain hostName,
      PolicySources sources,
      Set<TrustAnchor> trustRoots,
      InstantSource clock,
      ScheduledExecutorService scheduler,
      Executor goodbyes) {
    this(
        settings,
        hostName,
        sources,
        trustRoots,
        clock,
        scheduler,
        goodbyes,
        ClientTimeouts.STANDARD);
  }

  NextHopDelivery(
      DeliverySettings settings,
      Domain hostName,
      DnsClient dns,
      PolicyLookup policies,
      Set<TrustAnchor> trustRoots,
      InstantSource clock,
      ScheduledExecutorService scheduler,
      Executor goodbyes,
      ClientTimeouts timeouts) {
    this(
        settings,
        hostName,
        new PolicySources(dns, policies, domain -> OperatorExceptions.NONE, Routes.of(settings)),
        trustRoots,
        clock,
        scheduler,
        goodbyes,
        timeouts);
  }

  NextHopDelivery(
      DeliverySettings settings,
      Domain hostName,
      PolicySources sources,
      Set<TrustAnchor> trustRoots,
      InstantSource clock,
      ScheduledExecutorService scheduler,
      Executor goodbyes,
      ClientTimeouts timeouts) {
    StallWatch watch = new StallWatch();
    SmtpClient client = new SmtpClient(hostName, timeouts, new PkixCheck(trustRoots, clock), watch);
    this.rules = new HostRules(settings, hostName, sources);
    DaneCheck daneCheck = new DaneCheck(clock);
    this.probe = new HostProbe(rules, sources.dns(), client, daneCheck);
    this.grace = settings.requireTls().tlsFailureGrace();
    this.attemptLimit = settings.attemptLimit();
    this.clock = clock;
    this.pool = new SessionPool(settings.idleConnection(), clock, goodbyes);
    this.hostAttempt =
        new HostAttempt(sources.dns(), client, pool, timeouts, daneCheck, new RouteSignIn(clock));
    this.sweeping =
        scheduler.scheduleWithFixedDelay(
            () -> {
              watch.sweep();
              pool.sweep();
            },
            SWEEP_SECONDS,
            SWEEP_SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public String likelyHost(Domain domain) {
    return rules.find(domain) instanceof FoundHosts.Hosts found
        ? found.hosts().get(0).name()
        : domain.name();
  }

  @Override
  public DeliveryResult attempt(DeliveryJob job) {
    DeliveryJob current = job;
    AttemptProgress progress = progress(current);
    for (int changes = 0; progress.isOvertaken() && changes < MOST_CHANGES; changes++) {
      current = current.withLatestRequirement();
      progress = progress(current);
    }
    return ended(current, progress);
  }

  private AttemptProgress progress(DeliveryJob job) {
    AttemptProgress progress = new AttemptProgress(job);
    FoundHosts found = rules.find(job);
    if (found instanceof FoundHosts.Nowhere nowhere) {
      progress.endNowhere(nowhere);
    } else if (found instanceof FoundHosts.Hosts hosts) {
      throughStages(job, hosts.hosts(), progress);
    } else {
      throw new AssertionError(found);
    }
    return progress;
  }

  private static DeliveryResult ended(DeliveryJob job, AttemptProgress progress) {
    DeliveryResult result = progress.result();
    DeliveryLog.attempted(job, result);
    return result;
  }

  private void throughStages(DeliveryJob job, List<TargetHost> hosts, AttemptProgress progress) {
    Deadline deadline = Deadline.in(attemptLimit);
    List<TlsRequirement> stages =
        TransportPolicy.stages(job.requirement(), job.reversePath().isNull());
    for (int i = 0; i < stages.size(); i++) {
      progress.beginStage();
      Round round = new Round(i == 0 ? job : fallback(job), stages.get(i), deadline);
      throughHosts(round, hosts, progress);
      boolean last = i == stages.size() - 1;
      if (progress.open().isEmpty() || last || !isUnprotected(progress)) {
        boolean mayWait = clock.instant().isBefore(job.received().plus(grace));
        progress.endStage(stages.get(i), mayWait);
        return;
      }
      // RFC 8689 §5: rather less protected than discarded; only for notifications.
    }
  }

  /** RFC 8689 §5: on a path that is not protected nobody's text may go that was to be. */
  private static DeliveryJob fallback(DeliveryJob job) {
    if (job.ownNotification()) {
      return job;
    }
    try {
      return job.withContent(RedactedContent.of(job.content()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isUnprotected(AttemptProgress progress) {
    return switch (progress.requiredEnd()) {
      case NOT_SUPPORTED, NOT_PROTECTED -> true;
      case RETRY, REFUSED -> false;
    };
  }

  /** One way through the hosts: with what, under which requirement, until when. */
  record Round(DeliveryJob job, TlsRequirement stage, Deadline deadline) {}

  private void throughHosts(Round round, List<TargetHost> hosts, AttemptProgress progress) {
    boolean first = true;
    for (TargetHost each : hosts) {
      List<ForwardPath> open = progress.open();
      // Where the time is over, the hosts that are left have their turn in the next attempt.
      if (open.isEmpty() || (!first && round.deadline().isOver())) {
        return;
      }
      first = false;
      DeliveryJob job = round.job();
      TargetHost host = rules.completed(each);
      OperatorExceptions laidDown = rules.exceptions(job.nextHopDomain(), job.requirement());
      TransportDecision decision = rules.decide(host, round.stage(), laidDown);
      boolean requireTls = decision instanceof Connect connect && connect.requireTls();
      HostAttempt.Choice choice = new HostAttempt.Choice(decision, laidDown);
      HostResult result = hostAttempt.run(round, open, host, choice);
      progress.add(result, requireTls);
      if (result instanceof HostResult.Unusable unusable && endsRound(unusable)) {
        return;
      }
    }
  }

  private static boolean endsRound(HostResult.Unusable unusable) {
    // RFC 5321 §5.1: those behind us would only hand it back to us.
    return unusable.isOvertaken() || Failures.isLoop(unusable.failure());
  }

  /**
   * What asks the same questions without sending anything.
   *
   * @param executor runs look-ups and connections; stays the caller's
   */
  public DryRun dryRun(ExecutorService executor) {
    return dryRun(executor, DryRun.LIMIT);
  }

  DryRun dryRun(ExecutorService executor, Duration limit) {
    return new DryRun(rules, probe, executor, limit);
  }

  /** Ends the idle sessions and the sweeping. Attempts that still run end in their own time. */
  @Override
  public void close() {
    sweeping.cancel(false);
    pool.close();
  }
}
