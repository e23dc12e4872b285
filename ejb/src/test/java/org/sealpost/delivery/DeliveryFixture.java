package org.sealpost.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.RequireTlsSettings;
import org.sealpost.config.Route;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.FakeDns;
import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.mtasts.PolicyLookup;
import org.sealpost.policy.ExceptionLookup;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;

/** A small world to deliver in: an authority, a DNS, servers on 127.0.0.x at one port. */
final class DeliveryFixture implements AutoCloseable {
  static final String DOMAIN = "example.org";
  static final String TEXT = "Subject: x\r\n\r\nHello\r\n";

  final TestAuthority authority = new TestAuthority();
  final FakeDns dns = new FakeDns();
  private DnsClient asked = dns;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService questions = Executors.newCachedThreadPool();
  private final List<FakeMx> open = new ArrayList<>();
  private final Map<Domain, Route> routes = new HashMap<>();
  private int port;
  private boolean plaintextFallback = true;
  private PolicyLookup policies = domain -> new DomainPolicy.None();
  private ExceptionLookup exceptions = domain -> OperatorExceptions.NONE;
  private RequireTlsSettings requireTls = new RequireTlsSettings(true, Duration.ZERO);
  private Duration idle = Duration.ofMinutes(1);
  private Duration attemptLimit = Duration.ofMinutes(30);
  private List<Route> laidDown = List.of();
  private @Nullable NextHopDelivery delivery;

  /** A server named {@code mx<n>.example.org} at 127.0.0.(10+n). */
  FakeMx mx(int number, Script script) {
    String address = "127.0.0." + (10 + number);
    FakeMx mx = FakeMx.start(script, address, port);
    port = mx.port();
    open.add(mx);
    dns.address(name(number), address);
    return mx;
  }

  static String name(int number) {
    return "mx" + number + "." + DOMAIN;
  }

  /** A good server with a good certificate for its name, which announces REQUIRETLS. */
  Script good(int number) {
    return new Script().tls(authority.issue(name(number)));
  }

  /** Makes the MX answer for the domain, unsigned. */
  void unsignedMx(int... numbers) {
    dns.mx(DOMAIN, names(numbers));
  }

  /** Makes the MX answer for the domain, as DNSSEC would have it. */
  void signedMx(int... numbers) {
    dns.secureMx(DOMAIN, names(numbers));
  }

  private static String[] names(int... numbers) {
    String[] names = new String[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      names[i] = name(numbers[i]);
    }
    return names;
  }

  /** An address of a host that nobody listens at. */
  void unreachable(int number) {
    dns.address(name(number), "127.0.0." + (10 + number));
  }

  void route(Route.Security security, Route.Verification verification, String host, int toPort) {
    routes.put(Domain.of(DOMAIN), new Route(host, toPort, security, verification));
  }

  /** What an operator has laid down for any domain, in place of the settings. */
  void layDown(Route... inOrder) {
    laidDown = List.of(inOrder);
  }

  void route(Route route) {
    routes.put(Domain.of(DOMAIN), route);
  }

  void forbidPlaintext() {
    plaintextFallback = false;
  }

  /** What is found as the MTA-STS policy of any domain. */
  void policies(PolicyLookup lookup) {
    policies = lookup;
  }

  /** What the operator has laid down for any domain. */
  void exceptions(ExceptionLookup lookup) {
    exceptions = lookup;
  }

  void requireTls(boolean acceptTestingPolicy, Duration tlsFailureGrace) {
    requireTls = new RequireTlsSettings(acceptTestingPolicy, tlsFailureGrace);
  }

  /** How long an attempt may last, for servers that want it to last for ever. */
  void limitAttempts(Duration limit) {
    attemptLimit = limit;
  }

  void keepNoSessions() {
    idle = Duration.ZERO;
  }

  DeliveryResult attempt(TlsRequirement requirement, String... localParts) {
    return attempt(job(requirement, new ReversePath(Mailbox.of("a@sender.example")), localParts));
  }

  DeliveryResult attemptNotification(TlsRequirement requirement) {
    return attempt(job(requirement, ReversePath.NULL, "b"));
  }

  DeliveryResult attempt(DeliveryJob job) {
    return delivery().attempt(job);
  }

  /** What a delivery would find, asked without sending anything. */
  Outlook outlook(Duration limit) {
    return delivery().dryRun(questions, limit).tryRun(Domain.of(DOMAIN)).orElseThrow();
  }

  /** Asks this DNS in place of its own. */
  void ask(DnsClient other) {
    asked = other;
  }

  private NextHopDelivery delivery() {
    NextHopDelivery existing = delivery;
    if (existing != null) {
      return existing;
    }
    DeliverySettings settings =
        new DeliverySettings(
            routes,
            null,
            new DnsSettings(List.of(), DnsSettings.Validation.OFF, null, List.of()),
            Math.max(1, port),
            null,
            plaintextFallback,
            4,
            4,
            4,
            attemptLimit,
            idle,
            443,
            requireTls);
    NextHopDelivery created =
        new NextHopDelivery(
            settings,
            Domain.of("own.example"),
            new PolicySources(
                asked,
                domain -> policies.find(domain),
                domain -> exceptions.find(domain),
                laidDown.isEmpty() ? Routes.of(settings) : domain -> laidDown),
            authority.anchors(),
            InstantSource.system(),
            scheduler,
            scheduler,
            ClientTimeouts.STANDARD);
    delivery = created;
    return created;
  }

  /** REQUIRED mail that has been in the queue for a while. */
  DeliveryJob takenAgo(Duration age) {
    ReversePath reversePath = new ReversePath(Mailbox.of("a@sender.example"));
    return job(Instant.now().minus(age), DOMAIN, TlsRequirement.REQUIRED, reversePath, "b");
  }

  static DeliveryJob job(
      TlsRequirement requirement, ReversePath reversePath, String... localParts) {
    return job(DOMAIN, requirement, reversePath, localParts);
  }

  static DeliveryJob job(
      String domain, TlsRequirement requirement, ReversePath reversePath, String... localParts) {
    return job(Instant.now(), domain, requirement, reversePath, localParts);
  }

  private static DeliveryJob job(
      Instant received,
      String domain,
      TlsRequirement requirement,
      ReversePath reversePath,
      String... localParts) {
    List<EnvelopeRecipient> paths = new ArrayList<>();
    for (String localPart : localParts) {
      paths.add(new EnvelopeRecipient(new ForwardPath(Mailbox.of(localPart + "@" + domain))));
    }
    return new DeliveryJob(
        "q1",
        received,
        reversePath,
        requirement,
        Domain.of(domain),
        paths,
        content(TEXT),
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        false);
  }

  static MailContent content(String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return new MailContent() {
      @Override
      public long octets() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }
    };
  }

  static MailContent unreadable() {
    return new MailContent() {
      @Override
      public long octets() {
        return 10;
      }

      @Override
      public InputStream open() throws IOException {
        throw new IOException("disk");
      }
    };
  }

  @Override
  public void close() {
    NextHopDelivery created = delivery;
    if (created != null) {
      created.close();
    }
    for (FakeMx each : open) {
      each.close();
    }
    scheduler.shutdownNow();
    questions.shutdownNow();
  }
}
