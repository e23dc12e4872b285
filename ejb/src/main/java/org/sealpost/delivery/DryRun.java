package org.sealpost.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return tryRun(List.of(domain)).map(all -> all.get(domain));
  }

  /** The same for several domains in the time of one; empty where too many run already. */
  public Optional<Map<Domain, Outlook>> tryRun(Collection<Domain> domains) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(run(domains));
    } catch (RejectedExecutionException stopping) {
      return Optional.empty();
    } finally {
      free.release();
    }
  }

  private Map<Domain, Outlook> run(Collection<Domain> domains) {
    Deadline deadline = Deadline.in(limit);
    Map<Domain, Future<FoundHosts>> found = new LinkedHashMap<>();
    for (Domain domain : domains) {
      // With the policy, which mail that ignores it would not wait for; the decision knows.
      found.put(domain, executor.submit(() -> rules.find(domain, TlsRequirement.DEFAULT)));
    }
    Map<Domain, Supplier<Outlook>> running = new LinkedHashMap<>();
    found.forEach((domain, hosts) -> running.put(domain, probe(domain, hosts, deadline)));
    Map<Domain, Outlook> all = new LinkedHashMap<>();
    running.forEach((domain, answer) -> all.put(domain, answer.get()));
    return all;
  }

  /** Starts to look at the hosts of a domain; what comes back waits for the answers. */
  private Supplier<Outlook> probe(Domain domain, Future<FoundHosts> look, Deadline deadline) {
    FoundHosts found =
        within(
            deadline,
            look,
            () -> new Nowhere(Failures.local("4.4.3", "The DNS did not answer in time.")));
    if (found instanceof Nowhere nowhere) {
      return () -> nowhere(nowhere.failure());
    }
    if (!(found instanceof Hosts hosts)) {
      throw new AssertionError(found);
    }
    Map<TargetHost, Future<Outlook.Host>> running = new LinkedHashMap<>();
    for (TargetHost host : hosts.hosts()) {
      running.put(host, executor.submit(() -> probe.look(host, domain, deadline)));
    }
    return () -> {
      List<Outlook.Host> seen = new ArrayList<>();
      running.forEach(
          (host, answer) -> seen.add(within(deadline, answer, () -> probe.silent(host, domain))));
      return Outlook.of(seen);
    };
  }

  private static Outlook nowhere(Failure failure) {
    boolean never = failure.status().statusClass() == 5;
    return new Outlook(
        List.of(), failure.explanation(), never ? Expectation.REFUSED : Expectation.WAITS);
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
