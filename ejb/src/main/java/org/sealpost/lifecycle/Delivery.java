package org.sealpost.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.TrustRoots;
import org.sealpost.config.Settings;
import org.sealpost.delivery.LocalOrRelay;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.NextHopDelivery;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.StubDnsClient;
import org.sealpost.smtp.Domain;

/** The delivery stage, put together. */
final class Delivery {
  private final NextHopDelivery remote;
  private final NextHop nextHop;

  Delivery(
      Settings settings,
      Set<Domain> localDomains,
      ScheduledExecutorService scheduler,
      Executor goodbyes) {
    remote =
        new NextHopDelivery(
            settings.delivery(),
            settings.hostName(),
            new StubDnsClient(
                NameServers.resolver(settings.delivery().dnsServers()),
                RandomGenerator.getDefault()),
            trustRoots(settings.delivery().trustRoots()),
            InstantSource.system(),
            scheduler,
            goodbyes);
    nextHop = new LocalOrRelay(localDomains, remote);
  }

  NextHop nextHop() {
    return nextHop;
  }

  void close() {
    remote.close();
  }

  private static Set<TrustAnchor> trustRoots(@Nullable Path pem) {
    if (pem == null) {
      return TrustRoots.ofJavaRuntime();
    }
    try {
      return TrustRoots.read(pem);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("tls.trust-roots = " + pem + " cannot be read", unreadable);
    }
  }
}
