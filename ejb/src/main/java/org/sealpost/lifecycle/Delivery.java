package org.sealpost.lifecycle;

import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Directory;
import org.sealpost.client.TrustRoots;
import org.sealpost.config.Settings;
import org.sealpost.delivery.LocalOrRelay;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.NextHopDelivery;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.StubDnsClient;

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
            new StubDnsClient(
                NameServers.resolver(settings.delivery().dnsServers()),
                RandomGenerator.getDefault()),
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

  private static Set<TrustAnchor> trustRoots(Settings settings) {
    @Nullable Path pem = settings.delivery().trustRoots();
    return pem == null ? TrustRoots.ofJavaRuntime() : Anchors.in(pem, "tls.trust-roots");
  }
}
