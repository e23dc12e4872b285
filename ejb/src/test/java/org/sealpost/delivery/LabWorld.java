package org.sealpost.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.sealpost.client.PkixCheck;
import org.sealpost.config.DeliverySettings;
import org.sealpost.delivery.LabHost.Placed;
import org.sealpost.dns.CachingDnsClient;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.DnsServers;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.TrustAnchors;
import org.sealpost.lab.PolicyHosts;
import org.sealpost.lab.SignedNameServer;
import org.sealpost.lab.Wire;
import org.sealpost.mtasts.DatabaseCache;
import org.sealpost.mtasts.HttpsPolicyHost;
import org.sealpost.mtasts.PolicyFetches;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.mtasts.PolicyLookup;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/**
 * What all cases share: one signed DNS tree behind one name server, the Policy Hosts, the cache of
 * policies. The servers of a case stand at addresses of their own, {@code 127.77.x.y}, all at one
 * port.
 */
final class LabWorld implements AutoCloseable {
  private static final int LOOPBACK_SECOND = 77;

  private final QueueDatabase database = new QueueDatabase();
  private final DatabaseCache cache = new DatabaseCache(database);
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final Map<TlsCase, LabScene> scenes = new HashMap<>();
  private final LabRecorder recorder = new LabRecorder();
  private final LabReports told = new LabReports();
  private final SignedNameServer names;
  private final PolicyHosts policyHosts;
  private final int port;

  /** Puts all cases into one DNS tree and starts its server. */
  LabWorld(Path directory, List<TlsCase> rows) throws IOException {
    names = new SignedNameServer(directory);
    port = freePort();
    List<String> certified = new ArrayList<>();
    certified.add("mta-sts.test");
    for (int i = 0; i < rows.size(); i++) {
      LabScene scene = place(rows.get(i), i + 1);
      scenes.put(rows.get(i), scene);
      if (rows.get(i).isPolicyHostProved()) {
        certified.add("mta-sts." + scene.domain());
      }
    }
    names.start();
    policyHosts = new PolicyHosts(LabHost.AUTHORITY.issue(certified.toArray(String[]::new)));
    for (LabScene scene : scenes.values()) {
      policyHosts.serve(scene.domain(), scene.filled(scene.row().policy()));
    }
  }

  private LabScene place(TlsCase row, int number) {
    String first = row.ids().get(0).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String label = first + "-n" + number;
    String domain = row.zone().name(label);
    List<Placed> hosts = new ArrayList<>();
    for (int i = 1; i <= row.hosts().size(); i++) {
      String address = "127." + LOOPBACK_SECOND + "." + number + "." + i;
      String hostLabel = row.isMxWritten() ? "mx" + i + "." + label : label;
      LabHost host = row.hosts().get(i - 1);
      hosts.add(host.place(names, row.zone(), hostLabel, address, port));
      if (row.isMxWritten()) {
        names.add(row.zone(), domain + ". MX " + i * 10 + " " + hosts.get(i - 1).name() + ".");
      }
    }
    LabScene scene = new LabScene(row, label, domain, hosts);
    names.add(row.zone(), "mta-sts." + domain + ". A 127.0.0.1");
    row.records().forEach(line -> names.add(line.zone(), scene.filled(line.text())));
    return scene;
  }

  LabScene scene(TlsCase row) {
    LabScene scene = scenes.get(row);
    if (scene == null) {
      throw new IllegalArgumentException("unknown: " + row);
    }
    return scene;
  }

  /** The resolver of the product, with an empty cache. */
  DnsClient resolver() throws IOException {
    DnsServers servers =
        DnsServers.validated(
            NameServers.resolver(List.of(names.address())),
            TrustAnchors.read(names.trustAnchors()),
            List.of(),
            Clock.systemUTC());
    return new CachingDnsClient(servers, new Random(1), Clock.systemUTC());
  }

  /** The delivery stage as after a start: what is known of policies is in the database. */
  NextHopDelivery delivery(LabScene scene) throws IOException {
    DnsClient dns = resolver();
    InstantSource clock = InstantSource.system();
    PkixCheck pkix = new PkixCheck(LabHost.AUTHORITY.anchors(), clock);
    HttpsPolicyHost https = new HttpsPolicyHost(dns, pkix, scheduler, policyHosts.port());
    PolicyLookup policies =
        new PolicyFinder(dns, new PolicyFetches(https, cache, clock, new Random(1)), clock);
    LabSettings settings = scene.row().settings();
    Domain domain = Domain.of(scene.domain());
    Placed routeHost = scene.hosts().isEmpty() ? null : scene.hosts().get(0);
    DeliverySettings delivery = settings.delivery(domain, routeHost, port);
    return new NextHopDelivery(
        delivery,
        Domain.of("own.example"),
        new PolicySources(
            dns,
            policies,
            settings.exceptionsFor(Domain.of(scene.filled(settings.exceptionsAt()))),
            Routes.of(delivery)),
        LabHost.AUTHORITY.anchors(),
        clock,
        scheduler,
        scheduler,
        settings.timeouts());
  }

  SignedNameServer names() {
    return names;
  }

  PolicyHosts policyHosts() {
    return policyHosts;
  }

  LabRecorder recorder() {
    return recorder;
  }

  /** What reports about TLS tell of all cases so far. */
  LabReports told() {
    return told;
  }

  /** The port of all servers. */
  int port() {
    return port;
  }

  private static int freePort() {
    InetAddress address = Wire.loopback(LOOPBACK_SECOND, 0, 1);
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    policyHosts.close();
    names.close();
    scheduler.shutdownNow();
    database.close();
  }
}
