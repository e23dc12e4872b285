package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.PkixCheck;
import org.sealpost.config.DeliverySettings;
import org.sealpost.dns.CachingDnsClient;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.DnsServers;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.TrustAnchors;
import org.sealpost.lab.LabZone;
import org.sealpost.lab.PolicyHosts;
import org.sealpost.lab.PolicyHosts.Answer;
import org.sealpost.lab.SignedNameServer;
import org.sealpost.mtasts.DatabaseCache;
import org.sealpost.mtasts.HttpsPolicyHost;
import org.sealpost.mtasts.PolicyFetches;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;

/**
 * Many messages to many domains, each signed, with TLSA records and a policy of its own. Ten times
 * as many of both with {@code -Dlab.domains=1000}, which takes minutes on a small machine.
 */
class ManyMessagesTest {
  private static final int DOMAINS = Integer.getInteger("lab.domains", 100);
  private static final int EACH = 10;
  private static final int SERVERS = 8;
  private static final int THREADS = 8;

  @TempDir Path directory;

  private final TestAuthority authority = new TestAuthority("Many");
  private final QueueDatabase database = new QueueDatabase();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final List<FakeMx> servers = new ArrayList<>();
  private final List<Issued> certificates = new ArrayList<>();
  private SignedNameServer names;
  private PolicyHosts policyHosts;

  private static String domain(int number) {
    return LabZone.NSEC.name("d" + number);
  }

  @BeforeEach
  void publish() {
    names = new SignedNameServer(directory);
    for (int i = 0; i < SERVERS; i++) {
      certificates.add(authority.issue("mx.example"));
      Script script = new Script().tls(certificates.get(i));
      int port = i == 0 ? 0 : servers.get(0).port();
      servers.add(FakeMx.start(script, "127.78.0." + (i + 1), port));
    }
    String[] policyNames =
        IntStream.range(0, DOMAINS).mapToObj(i -> "mta-sts." + domain(i)).toArray(String[]::new);
    policyHosts = new PolicyHosts(authority.issue(policyNames));
    for (int i = 0; i < DOMAINS; i++) {
      publish(domain(i), i % SERVERS);
    }
    names.start();
  }

  private void publish(String domain, int server) {
    String owner = domain + ".";
    String key = LabTlsa.OWN_KEY.of(certificates.get(server));
    names.add(LabZone.NSEC, owner + " MX 10 mx." + owner);
    names.add(LabZone.NSEC, "mx." + owner + " A 127.78.0." + (server + 1));
    names.add(LabZone.NSEC, "_" + servers.get(0).port() + "._tcp.mx." + owner + " TLSA " + key);
    names.add(LabZone.NSEC, "mta-sts." + owner + " A 127.0.0.1");
    names.add(LabZone.NSEC, "_mta-sts." + owner + " TXT \"v=STSv1; id=one;\"");
    policyHosts.serve(domain, Answer.policy(TlsCase.policyText("testing", "mx." + domain)));
  }

  @AfterEach
  void close() {
    policyHosts.close();
    names.close();
    servers.forEach(FakeMx::close);
    scheduler.shutdownNow();
    database.close();
  }

  private NextHopDelivery delivery() throws Exception {
    DnsServers validated =
        DnsServers.validated(
            NameServers.resolver(List.of(names.address())),
            TrustAnchors.read(names.trustAnchors()),
            List.of(),
            Clock.systemUTC());
    Clock clock = Clock.systemUTC();
    DnsClient dns = new CachingDnsClient(validated, new Random(1), clock);
    PkixCheck pkix = new PkixCheck(authority.anchors(), clock);
    HttpsPolicyHost https = new HttpsPolicyHost(dns, pkix, scheduler, policyHosts.port());
    PolicyFetches fetches =
        new PolicyFetches(https, new DatabaseCache(database), clock, new Random(1));
    DeliverySettings settings =
        LabSettings.USUAL.delivery(Domain.of("own.example"), null, servers.get(0).port());
    return new NextHopDelivery(
        settings,
        Domain.of("own.example"),
        new PolicySources(
            dns,
            new PolicyFinder(dns, fetches, clock),
            asked -> OperatorExceptions.NONE,
            Routes.of(settings)),
        authority.anchors(),
        clock,
        scheduler,
        scheduler,
        ClientTimeouts.STANDARD);
  }

  /** Each domain several times, in any order. */
  private static List<Integer> order() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      IntStream.range(0, DOMAINS).forEach(all::add);
    }
    Collections.shuffle(all, new Random(1));
    return all;
  }

  private static DeliveryJob job(int number) {
    ReversePath sender = new ReversePath(Mailbox.of("a@sender.example"));
    return DeliveryFixture.job(domain(number), TlsRequirement.REQUIRED, sender, "b");
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void thousandMessagesToHundredDomainsAskOnceForEachThing() throws Exception {
    long begun = System.nanoTime();
    try (NextHopDelivery delivery = delivery()) {
      sendAll(delivery);
    }
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    long received = servers.stream().mapToLong(each -> each.received().size()).sum();
    assertThat(received).isEqualTo((long) DOMAINS * EACH);
    assertThat(servers).allMatch(each -> each.received().stream().allMatch(FakeMx.Received::tls));
    askedOnce();
    long full =
        servers.stream()
            .flatMap(each -> each.dialogues().stream())
            .filter(each -> !each.isResumed())
            .count();
    long all = servers.stream().mapToLong(FakeMx::sessions).sum();
    System.getLogger("lab")
        .log(
            System.Logger.Level.INFO,
            "{0} messages to {1} domains in {2} ms, {3} connections, {4} full handshakes",
            received,
            DOMAINS,
            millis,
            all,
            full);
    // Several at the same time begin before there is a session to go on with.
    assertThat(full).isLessThanOrEqualTo((long) DOMAINS * 2);
  }

  private static void sendAll(NextHopDelivery delivery) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<DeliveryResult>> work = new ArrayList<>();
    order().forEach(number -> work.add(() -> delivery.attempt(job(number))));
    try {
      for (Future<DeliveryResult> each : threads.invokeAll(work)) {
        Outcomes.assertRelayed(each.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** One policy fetch for each domain, one question for each name and type. */
  private void askedOnce() {
    assertThat(policyHosts.requests()).hasSize(DOMAINS).doesNotHaveDuplicates();
    Map<String, Long> questions =
        names.questions().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    // The keys of zones are looked up again after a minute.
    Map<String, Long> twice =
        questions.entrySet().stream()
            .filter(each -> !each.getKey().contains(" DNSKEY ") && !each.getKey().contains(" DS "))
            .filter(each -> each.getValue() > 1)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(twice).isEmpty();
    // Keys are those of the root, the top-level domain and the zone, however many names are in it.
    Set<String> keys =
        questions.keySet().stream()
            .filter(each -> each.contains(" DNSKEY ") || each.contains(" DS "))
            .map(each -> each.substring(0, each.indexOf(' ')))
            .collect(Collectors.toSet());
    assertThat(keys).hasSizeLessThanOrEqualTo(3);
    for (String type : List.of(" MX ", " TLSA ", " TXT ")) {
      assertThat(questions.keySet().stream().filter(each -> each.contains(type)).count())
          .as("questions for %s", type)
          .isEqualTo(DOMAINS);
    }
  }
}
