package org.sealpost.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Directory;
import org.sealpost.client.PkixCheck;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.Settings;
import org.sealpost.delivery.DryRun;
import org.sealpost.delivery.LocalOrRelay;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.NextHopDelivery;
import org.sealpost.delivery.PolicySources;
import org.sealpost.delivery.SuppressedRecipients;
import org.sealpost.dns.CachingDnsClient;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.DnsServers;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.TrustAnchors;
import org.sealpost.exceptions.ExceptionRefresh;
import org.sealpost.flow.RoutesInForce;
import org.sealpost.history.ObservedNextHop;
import org.sealpost.history.SightingBuffer;
import org.sealpost.history.SightingWriter;
import org.sealpost.mtasts.HttpsPolicyHost;
import org.sealpost.mtasts.PolicyFetches;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.mtasts.PolicyRefresh;
import org.sealpost.mtasts.RememberedPolicies;
import org.xbill.DNS.Resolver;

/** The delivery stage, put together. */
final class Delivery {
  private static final long REFRESH_LOOK_SECONDS = 60;

  /** How long another node goes on without a change that was made here. */
  private static final long EXCEPTIONS_LOOK_SECONDS = 5;

  private static final long SIGHTINGS_SECONDS = 1;

  /** About five a server: 2,000 to 4,000 domains are remembered, at some 2 MiB. */
  private static final int MOST_SIGHTINGS = 10_000;

  private final DnsClient dns;
  private final NextHopDelivery remote;
  private final NextHop nextHop;
  private final ScheduledFuture<?> refreshing;
  private final ScheduledFuture<?> readingExceptions;
  private final ScheduledFuture<?> writingSightings;

  Delivery(
      Settings settings,
      Directory directory,
      Stores stores,
      OperatorRules rules,
      ScheduledExecutorService scheduler,
      Executor executor,
      Executor goodbyes) {
    InstantSource clock = InstantSource.system();
    DeliverySettings delivery = settings.delivery();
    dns = new CachingDnsClient(dnsServers(delivery.dns()), RandomGenerator.getDefault(), clock);
    Set<TrustAnchor> roots = Anchors.trusted(settings);
    PolicyFetches fetches =
        new PolicyFetches(
            new HttpsPolicyHost(dns, new PkixCheck(roots, clock), scheduler, delivery.policyPort()),
            new RememberedPolicies(stores.policies(), clock),
            clock,
            RandomGenerator.getDefault());
    PolicyRefresh refresh = new PolicyRefresh(dns, fetches, clock);
    refreshing =
        scheduler.scheduleWithFixedDelay(
            () -> refresh.startOn(executor),
            REFRESH_LOOK_SECONDS,
            REFRESH_LOOK_SECONDS,
            TimeUnit.SECONDS);
    readingExceptions =
        scheduler.scheduleWithFixedDelay(
            new ExceptionRefresh(stores.exceptions(), rules.exceptions()),
            EXCEPTIONS_LOOK_SECONDS,
            EXCEPTIONS_LOOK_SECONDS,
            TimeUnit.SECONDS);
    remote =
        new NextHopDelivery(
            delivery,
            settings.hostName(),
            new PolicySources(
                dns,
                new PolicyFinder(dns, fetches, clock),
                rules.exceptions(),
                new RoutesInForce(delivery, rules.flow())),
            roots,
            clock,
            scheduler,
            goodbyes);
    SightingBuffer seen = new SightingBuffer(MOST_SIGHTINGS);
    nextHop =
        new LocalOrRelay(
            directory::current,
            new SuppressedRecipients(
                new ObservedNextHop(remote, seen, clock), rules.suppression()));
    writingSightings =
        scheduler.scheduleWithFixedDelay(
            new SightingWriter(seen, stores.history(), clock),
            SIGHTINGS_SECONDS,
            SIGHTINGS_SECONDS,
            TimeUnit.SECONDS);
  }

  /** The one that all stages ask. */
  DnsClient dns() {
    return dns;
  }

  DryRun dryRun(ExecutorService questions) {
    return remote.dryRun(questions);
  }

  NextHop nextHop() {
    return nextHop;
  }

  void close() {
    refreshing.cancel(false);
    readingExceptions.cancel(false);
    writingSightings.cancel(false);
    remote.close();
  }

  private static DnsServers dnsServers(DnsSettings dns) {
    Resolver servers = NameServers.resolver(dns.servers());
    return switch (dns.validation()) {
      case BUILTIN ->
          DnsServers.validated(
              servers, trustAnchors(dns.trustAnchors()), dns.unsignedDomains(), Clock.systemUTC());
      case TRUST_AD -> DnsServers.trusted(servers);
      case OFF -> DnsServers.unvalidated(servers);
    };
  }

  private static TrustAnchors trustAnchors(@Nullable Path file) {
    if (file == null) {
      return TrustAnchors.ofRoot();
    }
    try {
      return TrustAnchors.read(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("dns.trust-anchors = " + file + " cannot be read", unreadable);
    }
  }
}
