package org.sealpost.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Directory;
import org.sealpost.client.TrustRoots;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.Settings;
import org.sealpost.delivery.LocalOrRelay;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.NextHopDelivery;
import org.sealpost.dns.CachingDnsClient;
import org.sealpost.dns.DnsServers;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.TrustAnchors;
import org.xbill.DNS.Resolver;

/** The delivery stage, put together. */
final class Delivery {
  private final NextHopDelivery remote;
  private final NextHop nextHop;

  Delivery(
      Settings settings,
      Directory directory,
      ScheduledExecutorService scheduler,
      Executor goodbyes) {
    remote =
        new NextHopDelivery(
            settings.delivery(),
            settings.hostName(),
            new CachingDnsClient(
                dnsServers(settings.delivery().dns()),
                RandomGenerator.getDefault(),
                InstantSource.system()),
            trustRoots(settings),
            InstantSource.system(),
            scheduler,
            goodbyes);
    nextHop = new LocalOrRelay(directory::current, remote);
  }

  NextHop nextHop() {
    return nextHop;
  }

  void close() {
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

  private static Set<TrustAnchor> trustRoots(Settings settings) {
    @Nullable Path pem = settings.delivery().trustRoots();
    return pem == null ? TrustRoots.ofJavaRuntime() : Anchors.in(pem, "tls.trust-roots");
  }
}
