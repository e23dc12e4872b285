package org.sealpost.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sealpost.client.PkixCheck;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.RequireTlsSettings;
import org.sealpost.dns.CachingDnsClient;
import org.sealpost.dns.DnsServers;
import org.sealpost.dns.LoopbackServer;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.SignedTree;
import org.sealpost.mtasts.DatabaseCache;
import org.sealpost.mtasts.FakePolicyHost;
import org.sealpost.mtasts.HttpsPolicyHost;
import org.sealpost.mtasts.PolicyCache;
import org.sealpost.mtasts.PolicyFetches;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.mtasts.RememberedPolicies;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.TransportDecision;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;

/**
 * What it costs to decide about a host when everything about its domain has been looked up before:
 * MX, addresses and TLSA records validated by DNSSEC, an MTA-STS policy in the database.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionCost {
  private static final Domain DOMAIN = Domain.of("example.org");

  private final TestAuthority authority = new TestAuthority();
  private final SignedTree tree = new SignedTree(Clock.systemUTC());
  private final LoopbackServer server = LoopbackServer.start(tree);
  private final QueueDatabase database = new QueueDatabase();
  private final FakePolicyHost policyHost =
      new FakePolicyHost(authority.issue("mta-sts.example.org"));
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private HostRules rules;

  @Setup
  public void warm() throws Exception {
    tree.zone("org.", true);
    tree.zone("example.org.", true)
        .with("example.org.", "MX", "10 mx1.example.org.")
        .with("example.org.", "MX", "20 mx2.example.org.")
        .with("mx1.example.org.", "A", "192.0.2.1")
        .with("_25._tcp.mx1.example.org.", "TLSA", "3 1 1 " + "ab".repeat(32))
        .with("_mta-sts.example.org.", "TXT", "\"v=STSv1; id=1;\"")
        .with("mta-sts.example.org.", "A", "127.0.0.1");
    policyHost.serve("version: STSv1\r\nmode: enforce\r\nmx: *.example.org\r\nmax_age: 604800\r\n");
    Path anchors = Files.createTempDirectory("decision-cost").resolve("anchors");
    DnsServers servers =
        DnsServers.validated(
            NameServers.resolver(List.of(server.address())),
            tree.anchors(anchors),
            List.of(),
            Clock.systemUTC());
    CachingDnsClient dns = new CachingDnsClient(servers, new Random(1), Clock.systemUTC());
    PkixCheck pkix = new PkixCheck(authority.anchors(), Clock.systemUTC());
    HttpsPolicyHost https = new HttpsPolicyHost(dns, pkix, watch, policyHost.port());
    PolicyCache cache = new RememberedPolicies(new DatabaseCache(database), Clock.systemUTC());
    PolicyFetches fetches = new PolicyFetches(https, cache, Clock.systemUTC(), new Random(1));
    PolicyFinder policies = new PolicyFinder(dns, fetches, Clock.systemUTC());
    rules =
        new HostRules(
            settings(),
            Domain.of("own.example"),
            new PolicySources(
                dns, policies, domain -> OperatorExceptions.NONE, Routes.of(settings())));
    String text = wholeDecision().text();
    if (!text.equals("TLS needed, must pass DANE and PKIX")) {
      throw new IllegalStateException("not what is to be measured: " + text);
    }
  }

  private static DeliverySettings settings() {
    return new DeliverySettings(
        Map.of(),
        null,
        new DnsSettings(List.of(), DnsSettings.Validation.BUILTIN, null, List.of()),
        25,
        null,
        true,
        40,
        20,
        20,
        Duration.ofMinutes(30),
        Duration.ZERO,
        443,
        new RequireTlsSettings(true, Duration.ZERO));
  }

  @TearDown
  public void close() {
    server.close();
    policyHost.close();
    watch.shutdownNow();
    database.close();
  }

  /** All facts from the caches, then the decision. */
  @Benchmark
  public TransportDecision wholeDecision() {
    FoundHosts found = rules.find(DOMAIN, TlsRequirement.DEFAULT);
    TargetHost host = rules.completed(((FoundHosts.Hosts) found).hosts().get(0));
    OperatorExceptions laidDown = rules.exceptions(DOMAIN, TlsRequirement.DEFAULT);
    return rules.decide(host, TlsRequirement.DEFAULT, laidDown);
  }
}
