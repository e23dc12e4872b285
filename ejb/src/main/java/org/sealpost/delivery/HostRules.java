package org.sealpost.delivery;

import org.sealpost.config.DeliverySettings;
import org.sealpost.policy.ExceptionLookup;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.PolicySettings;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportPolicy;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/**
 * Finds the hosts of a domain with what is known of each, and decides about them: the same for a
 * delivery and for the question what a delivery would do. Thread-safe.
 */
final class HostRules {
  private final HostFinder finder;
  private final DaneFinder dane;
  private final TransportPolicy policy;
  private final ExceptionLookup exceptions;

  HostRules(DeliverySettings settings, Domain hostName, PolicySources sources) {
    this.finder = new HostFinder(settings, hostName, sources);
    this.dane = new DaneFinder(sources.dns());
    this.policy =
        new TransportPolicy(
            new PolicySettings(
                settings.plaintextFallback(), settings.requireTls().acceptTestingPolicy()));
    this.exceptions = sources.exceptions();
  }

  /** The hosts; TLSA records are not looked up yet. Blocks. */
  FoundHosts find(Domain domain, TlsRequirement requirement) {
    return finder.find(domain, requirement, new RouteChoice.BySettings());
  }

  /** As {@link #find(Domain, TlsRequirement)}, by the way that was chosen for the job. Blocks. */
  FoundHosts find(DeliveryJob job) {
    return finder.find(job.nextHopDomain(), job.requirement(), job.route());
  }

  /** The hosts and nothing else, so that nothing is fetched only to know where mail may go. */
  FoundHosts find(Domain domain) {
    return finder.find(domain);
  }

  /** The same host with all facts. Blocks. */
  TargetHost completed(TargetHost host) {
    return host.completed(dane);
  }

  /**
   * What the operator has laid down for a domain, as far as it counts for a message.
   *
   * @param asked the requirement of the message
   */
  OperatorExceptions exceptions(Domain domain, TlsRequirement asked) {
    OperatorExceptions laidDown = exceptions.find(domain);
    // What was REQUIRED once is weakened by no exception, not even as a notification about it.
    return asked == TlsRequirement.REQUIRED ? laidDown.withoutWeakening() : laidDown;
  }

  /**
   * Decides about a host with all facts.
   *
   * @param stage the requirement to decide by, which is weaker than that of the message only for
   *     some notifications
   * @param laidDown what counts for the message
   */
  TransportDecision decide(TargetHost host, TlsRequirement stage, OperatorExceptions laidDown) {
    return host.decide(policy, stage, laidDown);
  }
}
