package org.sealpost.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.dns.SignedZone.Fault;
import org.sealpost.smtp.Domain;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;

/** The whole way down from a trust anchor, in memory. */
@Tag("rfc4035-5")
class ValidationTest {
  private static final String DATA = "ab".repeat(32);

  @TempDir Path files;

  private final TestClock clock = new TestClock();
  private final SignedTree tree = new SignedTree(clock);
  private final SignedZone signed;
  private final SignedZone unsigned;
  private CachingDnsClient dns;

  ValidationTest() {
    tree.zone("example.", true);
    signed =
        tree.zone("signed.example.", true)
            .with("signed.example.", "MX", "10 mx.signed.example.")
            .with("mx.signed.example.", "A", "192.0.2.1")
            .with("_25._tcp.mx.signed.example.", "TLSA", "3 1 1 " + DATA);
    unsigned =
        tree.zone("unsigned.example.", false)
            .with("unsigned.example.", "MX", "10 mx.unsigned.example.")
            .with("mx.unsigned.example.", "A", "192.0.2.2")
            .with("_25._tcp.mx.unsigned.example.", "TLSA", "3 1 1 " + DATA);
    dns = client(List.of());
  }

  @BeforeEach
  void anchor() {
    dns = client(List.of(), tree.anchors(files.resolve("anchors")));
  }

  private CachingDnsClient client(List<Domain> unsignedDomains) {
    return client(unsignedDomains, TrustAnchors.ofRoot());
  }

  private CachingDnsClient client(List<Domain> unsignedDomains, TrustAnchors anchors) {
    DnsServers servers = DnsServers.validated(tree, anchors, unsignedDomains, clock);
    return new CachingDnsClient(servers, new Random(1), clock);
  }

  private MxAnswer mx(String domain) {
    return dns.mx(Domain.of(domain));
  }

  private static List<String> bases(AddressAnswer answer) {
    return ((AddressAnswer.Addresses) answer).tlsaBaseDomains();
  }

  @Test
  void findsASignedDomainSecure() {
    assertThat(mx("signed.example")).isInstanceOf(MxAnswer.Hosts.class);
    assertThat(mx("signed.example").security()).isEqualTo(SecurityStatus.SECURE);
    assertThat(dns.addresses("mx.signed.example").security()).isEqualTo(SecurityStatus.SECURE);
    assertThat(bases(dns.addresses("mx.signed.example"))).containsExactly("mx.signed.example");
    TlsaAnswer tlsa = dns.tlsa("mx.signed.example", 25);
    assertThat(tlsa.security()).isEqualTo(SecurityStatus.SECURE);
    assertThat(((TlsaAnswer.Records) tlsa).records())
        .singleElement()
        .satisfies(record -> assertThat(record.data()).isEqualTo(DATA));
  }

  @Test
  void findsAnUnsignedDomainInsecure() {
    assertThat(mx("unsigned.example")).isInstanceOf(MxAnswer.Hosts.class);
    assertThat(mx("unsigned.example").security()).isEqualTo(SecurityStatus.INSECURE);
    assertThat(bases(dns.addresses("mx.unsigned.example"))).isEmpty();
    assertThat(dns.tlsa("mx.unsigned.example", 25).security()).isEqualTo(SecurityStatus.INSECURE);
  }

  @Test
  void findsTextsAndWhetherTheyCanBeTrusted() {
    signed
        .with("_mta-sts.signed.example.", "TXT", "\"v=STSv1; \" \"id=1;\"")
        .with("_mta-sts.odd.signed.example.", "TXT", "\"v=STSv1; id=1;\"")
        .broken("_mta-sts.odd.signed.example.", "TXT", Fault.EXPIRED);
    unsigned.with("_mta-sts.unsigned.example.", "TXT", "\"v=STSv1; id=1;\"");
    List<String> text = List.of("v=STSv1; id=1;");

    assertThat(dns.texts("_mta-sts.signed.example"))
        .isEqualTo(new TextAnswer.Texts(SecurityStatus.SECURE, text));
    assertThat(dns.texts("_mta-sts.unsigned.example"))
        .isEqualTo(new TextAnswer.Texts(SecurityStatus.INSECURE, text));
    assertThat(dns.texts("mx.signed.example"))
        .isEqualTo(new TextAnswer.None(SecurityStatus.SECURE));
    assertThat(dns.texts("_mta-sts.odd.signed.example"))
        .isInstanceOf(TextAnswer.NotFoundOut.class)
        .extracting(TextAnswer::security)
        .isEqualTo(SecurityStatus.BOGUS);
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingFromABrokenSignature(Fault fault) {
    signed.broken("signed.example.", "MX", fault).broken("mx.signed.example.", "A", fault);
    signed.broken("_25._tcp.mx.signed.example.", "TLSA", fault);

    assertThat(mx("signed.example")).isInstanceOf(MxAnswer.NotFoundOut.class);
    assertThat(mx("signed.example").security()).isEqualTo(SecurityStatus.BOGUS);
    assertThat(dns.addresses("mx.signed.example")).isInstanceOf(AddressAnswer.NotFoundOut.class);
    assertThat(dns.addresses("mx.signed.example").security()).isEqualTo(SecurityStatus.BOGUS);
    assertThat(dns.tlsa("mx.signed.example", 25)).isInstanceOf(TlsaAnswer.NotFoundOut.class);
    assertThat(dns.tlsa("mx.signed.example", 25).security()).isEqualTo(SecurityStatus.BOGUS);
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingBelowABrokenKey(Fault fault) {
    signed.broken("signed.example.", "DNSKEY", fault);

    assertThat(mx("signed.example").security()).isEqualTo(SecurityStatus.BOGUS);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoUnprovedAbsenceOfSignatures(Fault fault) {
    tree.zone("org.", true).broken("signed.org.", "DS", fault);
    tree.zone("signed.org.", true).with("signed.org.", "MX", "10 mx.signed.example.");

    assertThat(mx("signed.org").security()).isEqualTo(SecurityStatus.BOGUS);
  }

  @Test
  void provesThatSomethingIsNotThere() {
    signed.with("host.signed.example.", "A", "192.0.2.3");

    assertThat(mx("host.signed.example")).isEqualTo(new MxAnswer.NoMx(SecurityStatus.SECURE));
    assertThat(mx("no.signed.example")).isEqualTo(new MxAnswer.NoSuchDomain(SecurityStatus.SECURE));
    assertThat(dns.tlsa("host.signed.example", 25))
        .isEqualTo(new TlsaAnswer.None(SecurityStatus.SECURE));
    assertThat(mx("no.unsigned.example"))
        .isEqualTo(new MxAnswer.NoSuchDomain(SecurityStatus.INSECURE));
  }

  @ParameterizedTest
  @EnumSource
  void takesNoUnprovedAbsence(Fault fault) {
    signed.with("host.signed.example.", "A", "192.0.2.3");
    signed.broken("host.signed.example.", "NSEC", fault);

    assertThat(mx("host.signed.example").security()).isEqualTo(SecurityStatus.BOGUS);
  }

  @Test
  @Tag("rfc7672-2.2.2")
  void followsAnAliasWithinTheSignedTree() {
    signed.with("alias.signed.example.", "CNAME", "mx.signed.example.");

    AddressAnswer answer = dns.addresses("Alias.signed.example");
    assertThat(answer.security()).isEqualTo(SecurityStatus.SECURE);
    assertThat(bases(answer)).containsExactly("mx.signed.example", "alias.signed.example");
  }

  @Test
  @Tag("rfc7672-2.2.2")
  void takesOnlyTheAliasWhereItLeadsOutOfTheSignedTree() {
    signed.with("alias.signed.example.", "CNAME", "mx.unsigned.example.");

    AddressAnswer answer = dns.addresses("alias.signed.example");
    assertThat(answer.security()).isEqualTo(SecurityStatus.INSECURE);
    assertThat(bases(answer)).containsExactly("alias.signed.example");
  }

  @Test
  @Tag("rfc7672-2.1.3")
  void findsNothingSecureBehindAnInsecureAlias() {
    unsigned.with("alias.unsigned.example.", "CNAME", "mx.signed.example.");
    unsigned.with("mail.unsigned.example.", "CNAME", "signed.example.");

    for (int round = 0; round < 2; round++) {
      assertThat(dns.addresses("alias.unsigned.example").security())
          .isEqualTo(SecurityStatus.INSECURE);
      assertThat(bases(dns.addresses("alias.unsigned.example"))).isEmpty();
      assertThat(mx("mail.unsigned.example").security()).isEqualTo(SecurityStatus.INSECURE);
      tree.cutAtCname();
      anchor();
    }
  }

  @Test
  @Tag("rfc7672-2.1.3")
  void asksOnWhereAnAnswerStopsAtAnAlias() {
    FakeZone server =
        new FakeZone()
            .with("alias.example", "CNAME", "mx.example.")
            .with("mx.example", "A", "192.0.2.1")
            .with("mail.example", "CNAME", "a.example.")
            .with("a.example", "MX", "10 mx.example.")
            .authenticating();
    dns = new CachingDnsClient(DnsServers.trusted(server), new Random(1), clock);

    assertThat(bases(dns.addresses("alias.example")))
        .containsExactly("mx.example", "alias.example");
    assertThat(mx("mail.example"))
        .isInstanceOfSatisfying(
            MxAnswer.Hosts.class,
            found -> {
              assertThat(found.security()).isEqualTo(SecurityStatus.SECURE);
              assertThat(found.expandedDomain()).isEqualTo("a.example");
            });
  }

  @Test
  void takesNothingUnderAnotherAnchor() {
    CachingDnsClient real = client(List.of());

    assertThat(real.mx(Domain.of("signed.example")).security()).isEqualTo(SecurityStatus.BOGUS);
    assertThat(real.mx(Domain.of("unsigned.example")).security()).isEqualTo(SecurityStatus.BOGUS);
  }

  @Test
  @Tag("rfc7646-1.1")
  void believesTheOperatorThatADomainIsUnsigned() {
    signed.broken("signed.example.", "MX", Fault.EXPIRED);
    dns =
        client(
            List.of(Domain.of("signed.example"), Domain.of("lan")),
            tree.anchors(files.resolve("anchors")));

    assertThat(mx("signed.example")).isInstanceOf(MxAnswer.Hosts.class);
    assertThat(mx("signed.example").security()).isEqualTo(SecurityStatus.INSECURE);
    assertThat(bases(dns.addresses("mx.signed.example"))).isEmpty();
  }

  @Test
  @Tag("rfc7672-2.1.1")
  void isNotSureWhereServersHaveNoAnswer() {
    tree.failing("signed.example.", Rcode.SERVFAIL);
    tree.failing("refused.example.", Rcode.REFUSED);

    assertThat(mx("signed.example")).isInstanceOf(MxAnswer.NotFoundOut.class);
    assertThat(mx("signed.example").security()).isEqualTo(SecurityStatus.INDETERMINATE);
    assertThat(mx("refused.example").security()).isEqualTo(SecurityStatus.INDETERMINATE);
    // The key of the zone cannot be had either.
    assertThat(dns.addresses("mx.signed.example").security())
        .isEqualTo(SecurityStatus.INDETERMINATE);
  }

  @Test
  void asksForTheKeysAboveOnlyOnce() {
    signed.with("a.signed.example.", "MX", "10 mx.signed.example.");
    mx("signed.example");
    mx("a.signed.example");
    mx("unsigned.example");
    mx("signed.example");

    assertThat(tree.questions())
        .containsOnlyOnce("./DNSKEY", "example./DS", "example./DNSKEY", "signed.example./DS")
        .containsOnlyOnce("signed.example./MX", "a.signed.example./MX");
  }

  @Test
  @Tag("rfc4035-4.6")
  @Tag("rfc7766-5")
  void asksOverTheNetworkAndByTcpWhereAnAnswerIsTooLong() {
    for (int i = 0; i < 60; i++) {
      signed.with("many.signed.example.", "MX", "10 mx" + i + ".of-a-long-name.signed.example.");
    }
    try (LoopbackServer server = LoopbackServer.start(tree)) {
      Resolver servers = NameServers.resolver(List.of(server.address()));
      TrustAnchors anchors = tree.anchors(files.resolve("anchors"));
      DnsServers validated = DnsServers.validated(servers, anchors, List.of(), clock);
      dns = new CachingDnsClient(validated, new Random(1), clock);

      assertThat(mx("signed.example").security()).isEqualTo(SecurityStatus.SECURE);
      assertThat(server.asked()).containsOnly("udp do cd 1232");
      assertThat(mx("many.signed.example"))
          .isInstanceOfSatisfying(
              MxAnswer.Hosts.class,
              found -> {
                assertThat(found.security()).isEqualTo(SecurityStatus.SECURE);
                assertThat(found.hosts()).hasSize(60);
              });
      assertThat(server.asked()).endsWith("tcp do cd 1232");
    }
  }

  @Test
  @Tag("rfc1035-3.2.1")
  @Tag("rfc2308-5")
  void remembersAnswersForTheirTime() {
    mx("signed.example");
    mx("no.signed.example");
    clock.advance(Duration.ofSeconds(599)); // the SOA says 600, the MX record 3600
    mx("signed.example");
    mx("no.signed.example");
    assertThat(tree.questions()).containsOnlyOnce("signed.example./MX", "no.signed.example./MX");

    clock.advance(Duration.ofSeconds(2));
    mx("signed.example");
    mx("no.signed.example");
    assertThat(tree.questions()).containsOnlyOnce("signed.example./MX");
    assertThat(tree.questions()).filteredOn("no.signed.example./MX"::equals).hasSize(2);

    clock.advance(Duration.ofHours(1));
    mx("signed.example");
    assertThat(tree.questions()).filteredOn("signed.example./MX"::equals).hasSize(2);
  }

  @Test
  @Tag("rfc4035-5.3.3")
  void remembersAnAnswerNoLongerThanItsSignatureLasts() {
    signed.lasting(Duration.ofMinutes(5));
    mx("signed.example");
    clock.advance(Duration.ofSeconds(299));
    mx("signed.example");
    assertThat(tree.questions()).containsOnlyOnce("signed.example./MX");

    clock.advance(Duration.ofSeconds(2));
    assertThat(mx("signed.example").security()).isEqualTo(SecurityStatus.SECURE);
    assertThat(tree.questions()).filteredOn("signed.example./MX"::equals).hasSize(2);
  }

  @Test
  @Tag("rfc9520-3.2")
  void remembersAFailureForAMoment() {
    tree.failing("a.example.", Rcode.SERVFAIL);
    mx("a.example");
    mx("a.example");
    assertThat(tree.questions()).containsOnlyOnce("a.example./MX");

    clock.advance(Duration.ofSeconds(6));
    mx("a.example");
    assertThat(tree.questions()).filteredOn("a.example./MX"::equals).hasSize(2);
  }

  @Test
  @Tag("rfc4035-4.9.3")
  void believesAServerOnlyWhereItIsToldTo() {
    FakeZone server = new FakeZone().with("a.example", "MX", "10 mx.example.").authenticating();
    Random random = new Random(1);
    DnsServers trusted = DnsServers.trusted(server);
    DnsServers unvalidated = DnsServers.unvalidated(server);

    dns = new CachingDnsClient(trusted, random, clock);
    assertThat(mx("a.example").security()).isEqualTo(SecurityStatus.SECURE);
    dns = new CachingDnsClient(unvalidated, random, clock);
    assertThat(mx("a.example").security()).isEqualTo(SecurityStatus.INSECURE);
  }
}
