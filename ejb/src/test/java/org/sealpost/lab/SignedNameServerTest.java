package org.sealpost.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.CachingDnsClient;
import org.sealpost.dns.DnsServers;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.dns.TlsaAnswer;
import org.sealpost.dns.TrustAnchors;
import org.sealpost.smtp.Domain;

/** The product's validator before zones that another program signed and serves. */
@Tag("rfc4035-5")
class SignedNameServerTest {
  @TempDir Path directory;

  private SignedNameServer server;
  private CachingDnsClient dns;

  @BeforeEach
  void start() throws Exception {
    server = new SignedNameServer(directory);
    for (LabZone zone : List.of(LabZone.NSEC, LabZone.NSEC3, LabZone.PLAIN, LabZone.EXPIRED)) {
      String domain = zone.name("a") + ".";
      server.add(zone, domain + " MX 10 mx." + domain);
      server.add(zone, "mx." + domain + " A 127.0.0.99");
      server.add(zone, "alias." + domain + " CNAME mx.a.nsec3.test.");
      server.add(zone, "away." + domain + " CNAME mx.a.plain.test.");
    }
    String tlsa = "_25._tcp.mx.a.nsec.test.";
    for (int i = 0; i < 60; i++) {
      server.add(LabZone.NSEC, "%s TLSA 3 1 1 %064x".formatted(tlsa, i));
    }
    server.add(LabZone.NSEC, "null.nsec.test. MX 0 .");
    server.add(LabZone.NSEC3, "forged.nsec3.test. MX 10 mx.a.nsec3.test.");
    server.add(LabZone.NSEC, "broken.nsec.test. CNAME x.broken.test.");
    server.forge("forged.nsec3.test.", "MX");
    server.start();
    DnsServers servers =
        DnsServers.validated(
            NameServers.resolver(List.of(server.address())),
            TrustAnchors.read(server.trustAnchors()),
            List.of(),
            Clock.systemUTC());
    dns = new CachingDnsClient(servers, new Random(1), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MxAnswer mx(String domain) {
    return dns.mx(Domain.of(domain));
  }

  @Test
  void tellsSignedFromUnsignedFromBogus() {
    assertThat(mx("a.nsec.test").toString()).contains("SECURE", "mx.a.nsec.test");
    assertThat(mx("a.nsec3.test").toString()).contains("SECURE", "mx.a.nsec3.test");
    assertThat(mx("a.plain.test")).isInstanceOf(MxAnswer.Hosts.class);
    assertThat(((MxAnswer.Hosts) mx("a.plain.test")).security()).isEqualTo(SecurityStatus.INSECURE);
    assertThat(mx("a.expired.test").toString()).contains("NotFoundOut", "BOGUS");
    assertThat(mx("forged.nsec3.test").toString()).contains("NotFoundOut", "BOGUS");
    assertThat(mx("x.broken.test").toString()).contains("NotFoundOut");
    assertThat(mx("broken.nsec.test").toString()).contains("NotFoundOut");
  }

  @Test
  @Tag("rfc4035-5.4")
  void believesProofsThatThereIsNothing() {
    assertThat(mx("null.nsec.test")).isEqualTo(new MxAnswer.NullMx(SecurityStatus.SECURE));
    for (String zone : List.of("nsec.test", "nsec3.test")) {
      assertThat(mx("mx.a." + zone)).isEqualTo(new MxAnswer.NoMx(SecurityStatus.SECURE));
      assertThat(mx("no." + zone)).isEqualTo(new MxAnswer.NoSuchDomain(SecurityStatus.SECURE));
      assertThat(dns.tlsa("no." + zone, 25)).isEqualTo(new TlsaAnswer.None(SecurityStatus.SECURE));
    }
  }

  @Test
  @Tag("rfc7672-2.1.3")
  void followsAliasesFromZoneToZone() {
    AddressAnswer secure = dns.addresses("alias.a.nsec.test");
    assertThat(((AddressAnswer.Addresses) secure).tlsaBaseDomains())
        .containsExactly("mx.a.nsec3.test", "alias.a.nsec.test");
    AddressAnswer insecure = dns.addresses("away.a.nsec.test");
    assertThat(((AddressAnswer.Addresses) insecure).security()).isEqualTo(SecurityStatus.INSECURE);
    assertThat(((AddressAnswer.Addresses) insecure).tlsaBaseDomains())
        .containsExactly("away.a.nsec.test");
  }

  @Test
  @Tag("rfc7766-5")
  void asksAgainOverTcpWhereTheAnswerIsCutOff() {
    TlsaAnswer answer = dns.tlsa("mx.a.nsec.test", 25);
    assertThat(((TlsaAnswer.Records) answer).records()).hasSize(60);
    assertThat(server.questions())
        .contains("_25._tcp.mx.a.nsec.test TLSA udp", "_25._tcp.mx.a.nsec.test TLSA tcp");
  }

  @Test
  void servesWhatWasReplaced() {
    server.replace("a.plain.test.", "a.plain.test. MX 10 other.plain.test.");
    assertThat(mx("a.plain.test").toString()).contains("other.plain.test");
  }
}
