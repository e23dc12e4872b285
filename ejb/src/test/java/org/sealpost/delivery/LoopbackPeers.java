package org.sealpost.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.RequireTlsSettings;
import org.sealpost.dns.FakeDns;
import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.Domain;
import org.sealpost.testkit.TestAuthority;

/**
 * The mail servers of other domains, on loopback at one port, each with all that REQUIRED mail
 * needs: a signed MX, a good certificate. For tests of other packages.
 */
public final class LoopbackPeers implements AutoCloseable {
  private final TestAuthority authority = new TestAuthority();
  private final FakeDns dns = new FakeDns();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final List<FakeMx> peers = new ArrayList<>();
  private final List<NextHopDelivery> ways = new ArrayList<>();
  private int port;

  /** The server of a domain; {@code keywords} are what it announces under TLS. */
  public FakeMx add(String domain, Script script, String... keywords) {
    String host = "mx." + domain;
    String address = "127.0.0." + (11 + peers.size());
    script.tls(authority.issue(host)).keywordsAfterTls(keywords);
    FakeMx peer = FakeMx.start(script, address, port);
    port = peer.port();
    peers.add(peer);
    dns.secureMx(domain, host);
    dns.address(host, address);
    return peer;
  }

  /** What they are found by. */
  public FakeDns dns() {
    return dns;
  }

  /** The way to all servers that were added before. */
  public NextHop nextHop(Domain hostName) {
    DeliverySettings settings =
        new DeliverySettings(
            Map.of(),
            null,
            new DnsSettings(List.of(), DnsSettings.Validation.OFF, null, List.of()),
            port,
            null,
            true,
            4,
            4,
            4,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            443,
            new RequireTlsSettings(true, Duration.ZERO));
    NextHopDelivery way =
        new NextHopDelivery(
            settings,
            hostName,
            new PolicySources(
                dns,
                domain -> new DomainPolicy.None(),
                domain -> OperatorExceptions.NONE,
                Routes.of(settings)),
            authority.anchors(),
            InstantSource.system(),
            scheduler,
            scheduler);
    ways.add(way);
    return way;
  }

  @Override
  public void close() {
    ways.forEach(NextHopDelivery::close);
    peers.forEach(FakeMx::close);
    scheduler.shutdownNow();
  }
}
