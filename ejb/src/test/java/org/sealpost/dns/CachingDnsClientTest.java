package org.sealpost.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.smtp.Domain;
import org.xbill.DNS.Rcode;

class CachingDnsClientTest {
  private final FakeZone zone = new FakeZone();
  private final CachingDnsClient dns =
      new CachingDnsClient(DnsServers.unvalidated(zone), new Random(1), InstantSource.system());

  private MxAnswer mx(String domain) {
    return dns.mx(Domain.of(domain));
  }

  private List<String> hosts(String domain) {
    if (mx(domain) instanceof MxAnswer.Hosts found) {
      return found.hosts().stream().map(MxHost::name).toList();
    }
    throw new AssertionError(mx(domain));
  }

  @Test
  @Tag("rfc5321-5.1")
  void sortsHostsByPreference() {
    zone.with("a.example", "MX", "20 MX2.Example.")
        .with("a.example", "MX", "5 mx0.example.")
        .with("a.example", "MX", "10 mx1.example.");

    assertThat(hosts("a.example")).containsExactly("mx0.example", "mx1.example", "mx2.example");
    assertThat(mx("a.example").security()).isEqualTo(SecurityStatus.INSECURE);
  }

  @Test
  @Tag("rfc5321-5.1")
  void mixesHostsOfEqualPreference() {
    zone.with("a.example", "MX", "10 mx1.example.")
        .with("a.example", "MX", "10 mx2.example.")
        .with("a.example", "MX", "1 mx0.example.");
    Set<List<String>> orders = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      orders.add(hosts("a.example"));
    }

    assertThat(orders)
        .containsExactlyInAnyOrder(
            List.of("mx0.example", "mx1.example", "mx2.example"),
            List.of("mx0.example", "mx2.example", "mx1.example"));
  }

  @Test
  @Tag("rfc7505-3")
  void knowsANullMxFromAStrayOne() {
    zone.with("never.example", "MX", "0 .")
        .with("odd.example", "MX", "0 .")
        .with("odd.example", "MX", "10 mx1.example.");

    assertThat(mx("never.example")).isInstanceOf(MxAnswer.NullMx.class);
    assertThat(hosts("odd.example")).containsExactly("mx1.example");
  }

  @Test
  void keepsApartWhatIsNotThereAndWhatIsNotKnown() {
    zone.with("host.example", "A", "192.0.2.1").failing("broken.example", Rcode.SERVFAIL);

    assertThat(mx("host.example")).isInstanceOf(MxAnswer.NoMx.class);
    assertThat(mx("nowhere.example")).isInstanceOf(MxAnswer.NoSuchDomain.class);
    assertThat(mx("broken.example")).isInstanceOf(MxAnswer.NotFoundOut.class);
    assertThat(dns.addresses("nowhere.example")).isInstanceOf(AddressAnswer.None.class);
    assertThat(dns.addresses("broken.example")).isInstanceOf(AddressAnswer.NotFoundOut.class);
  }

  @Test
  @Tag("rfc5321-5.1")
  void followsCnames() throws Exception {
    zone.with("alias.example", "CNAME", "real.example.")
        .with("real.example", "MX", "10 mx1.example.")
        .with("mx1.example", "CNAME", "host.example.")
        .with("host.example", "A", "192.0.2.1");

    assertThat(hosts("alias.example")).containsExactly("mx1.example");
    assertThat(dns.addresses("mx1.example")).isEqualTo(addresses("192.0.2.1"));
  }

  @Test
  void givesUpOnCnameLoops() {
    zone.with("a.example", "CNAME", "b.example.").with("b.example", "CNAME", "a.example.");

    assertThat(mx("a.example")).isInstanceOf(MxAnswer.NotFoundOut.class);
  }

  @Test
  void givesBothFamiliesIpv6First() throws Exception {
    zone.with("mx1.example", "AAAA", "2001:db8::1").with("mx1.example", "A", "192.0.2.1");

    assertThat(dns.addresses("mx1.example")).isEqualTo(addresses("2001:db8::1", "192.0.2.1"));
  }

  @Test
  void takesNoAddressForAName() {
    assertThat(dns.addresses("127.0.0.1")).isInstanceOf(AddressAnswer.None.class);
    assertThat(zone.questions()).contains("127.0.0.1./A");
  }

  @Test
  @Tag("rfc8461-3.1")
  void putsTheStringsOfATextRecordTogether() {
    zone.with("_mta-sts.a.example", "TXT", "\"v=STSv1; \" \"id=1;\"")
        .with("_mta-sts.a.example", "TXT", "\"caf\\233\"")
        .with("_mta-sts.c.example", "CNAME", "_mta-sts.a.example.")
        .with("a.example", "A", "192.0.2.1")
        .failing("_mta-sts.broken.example", Rcode.SERVFAIL);

    TextAnswer both =
        new TextAnswer.Texts(SecurityStatus.INSECURE, List.of("v=STSv1; id=1;", "caf\u00e9"));
    assertThat(dns.texts("_mta-sts.a.example")).isEqualTo(both);
    assertThat(dns.texts("_mta-sts.c.example")).isEqualTo(both);
    assertThat(dns.texts("a.example")).isInstanceOf(TextAnswer.None.class);
    assertThat(dns.texts("_mta-sts.no.example")).isInstanceOf(TextAnswer.None.class);
    assertThat(dns.texts("_mta-sts.broken.example")).isInstanceOf(TextAnswer.NotFoundOut.class);
  }

  @Test
  void asksOncePerTtl() {
    zone.with("a.example", "MX", "10 mx1.example.");
    for (int i = 0; i < 20; i++) {
      assertThat(hosts("a.example")).hasSize(1);
    }

    assertThat(zone.questions()).containsExactly("a.example./MX");
  }

  @Test
  void asksOnceForManyAtTheSameTime() throws Exception {
    zone.with("a.example", "MX", "10 mx1.example.");
    CompletableFuture<Void> gate = zone.holdBack();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<MxAnswer>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(() -> mx("a.example")));
      }
      gate.complete(null);
      for (Future<MxAnswer> each : all) {
        assertThat(each.get()).isInstanceOf(MxAnswer.Hosts.class);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(zone.questions()).containsExactly("a.example./MX");
  }

  @Test
  void questionWithoutAnyAnswerEndsAndIsAskedAgain() {
    FakeZone mute = new FakeZone(Duration.ofMillis(50));
    TestClock clock = new TestClock();
    CachingDnsClient client =
        new CachingDnsClient(DnsServers.unvalidated(mute), new Random(1), clock);
    CompletableFuture<Void> neverOpened =
        mute.with("a.example", "MX", "10 mx1.example.").holdBack();
    assertThat(client.mx(Domain.of("a.example"))).isInstanceOf(MxAnswer.NotFoundOut.class);
    assertThat(mute.questions()).hasSize(1);

    mute.holdBackNoMore();
    clock.advance(Duration.ofSeconds(6)); // RFC 9520 §3.2: the failure is remembered for a moment
    assertThat(client.mx(Domain.of("a.example"))).isInstanceOf(MxAnswer.Hosts.class);
    assertThat(mute.questions()).hasSize(2);
    assertThat(neverOpened).isNotDone();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.53,          192.0.2.53,   53",
    "192.0.2.53:5353,     192.0.2.53,   5353",
    "2001:db8::53,        2001:db8::53, 53",
    "[2001:db8::53],      2001:db8::53, 53",
    "[2001:db8::53]:5353, 2001:db8::53, 5353",
  })
  void readsNameServers(String text, String address, int port) throws Exception {
    assertThat(NameServers.parse(text).getAddress())
        .isEqualTo(InetAddress.getAllByName(address)[0]);
    assertThat(NameServers.parse(text).getPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ns.example", "192.0.2.53:", "192.0.2.53:x", "[::1", "[::1]5", "1.2.3.999"})
  void refusesWhatIsNoNameServer(String text) {
    assertThatThrownBy(() -> NameServers.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static AddressAnswer addresses(String... numeric) throws Exception {
    List<InetAddress> all = new ArrayList<>();
    for (String text : numeric) {
      all.add(InetAddress.getAllByName(text)[0]);
    }
    return new AddressAnswer.Addresses(SecurityStatus.INSECURE, all, List.of());
  }
}
