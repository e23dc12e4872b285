package org.sealpost.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.sealpost.client.Deadline;
import org.sealpost.delivery.FoundHosts.Hosts;
import org.sealpost.delivery.FoundHosts.Nowhere;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/**
 * Finds out what a delivery to a domain would do now, through every stage of one up to the EHLO
 * after TLS, and then says QUIT: nothing of any message is sent. It goes by the same look-ups, the
 * same decision and the same judgement as a delivery, and connects to the same hosts and no others.
 *
 * <p>Thread-safe. Blocks at most about as long as {@link #LIMIT}; only so many at a time.
 */
public final class DryRun {
  /** How long one run may take in all. */
  public static final Duration LIMIT = Duration.ofSeconds(20);

  private static final int AT_A_TIME = 4;

  private final HostRules rules;
  private final HostProbe probe;
  private final ExecutorService executor;
  private final Duration limit;
  private final Semaphore free = new Semaphore(AT_A_TIME);

  /**
   * @param executor runs the look-ups and connections; its size bounds how many there are
   */
  DryRun(HostRules rules, HostProbe probe, ExecutorService executor, Duration limit) {
    this.rules = rules;
    this.probe = probe;
    this.executor = executor;
    this.limit = limit;
  }

  /** Runs; empty where too many run already. */
  public Optional<Outlook> tryRun(Domain domain) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(run(domain));
    } catch (RejectedExecutionException stopping) {
      return Optional.empty();
    } finally {
      free.release();
    }
  }

  private Outlook run(Domain domain) {
    Deadline deadline = Deadline.in(limit);
    // With the policy, which mail that ignores it would not wait for; the decision knows.
    FoundHosts found =
        within(
            deadline,
            executor.submit(() -> rules.find(domain, TlsRequirement.DEFAULT)),
            () -> new Nowhere(Failures.local("4.4.3", "The DNS did not answer in time.")));
    if (found instanceof Nowhere nowhere) {
      String why = nowhere.failure().explanation();
      boolean never = nowhere.failure().status().statusClass() == 5;
      return new Outlook(List.of(), why, never ? Expectation.REFUSED : Expectation.WAITS);
    }
    if (!(found instanceof Hosts hosts)) {
      throw new AssertionError(found);
    }
    List<Future<Outlook.Host>> running = new ArrayList<>();
    for (TargetHost host : hosts.hosts()) {
      running.add(executor.submit(() -> probe.look(host, domain, deadline)));
    }
    List<Outlook.Host> seen = new ArrayList<>();
    for (int i = 0; i < running.size(); i++) {
      TargetHost host = hosts.hosts().get(i);
      seen.add(within(deadline, running.get(i), () -> probe.silent(host, domain)));
    }
    return Outlook.of(seen);
  }

  private static <T> T within(Deadline deadline, Future<T> running, Supplier<T> instead) {
    try {
      // A little longer than the run itself, which ends by the same deadline.
      Duration left = deadline.cap(LIMIT).plusMillis(500);
      return running.get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      running.cancel(true);
      return instead.get();
    } catch (InterruptedException stopped) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return instead.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }
}
