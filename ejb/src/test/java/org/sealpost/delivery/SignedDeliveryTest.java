package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.DOMAIN;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;
import static org.sealpost.delivery.Outcomes.failed;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.dns.CachingDnsClient;
import org.sealpost.dns.DnsServers;
import org.sealpost.dns.LoopbackServer;
import org.sealpost.dns.NameServers;
import org.sealpost.dns.SignedTree;
import org.sealpost.dns.SignedZone;
import org.sealpost.dns.SignedZone.Fault;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;

/** A signed tree behind a name server on loopback, the validator, DANE and servers, all at once. */
@Tag("rfc7672-2.2")
class SignedDeliveryTest {
  private static final String ZONE = DOMAIN + ".";
  private static final String MX = "mx1." + ZONE;

  @TempDir Path files;

  private final DeliveryFixture world = new DeliveryFixture();
  private final Issued certificate = new TestAuthority().issue("elsewhere.example");
  private final SignedTree tree = new SignedTree(Clock.systemUTC());
  private final LoopbackServer server = LoopbackServer.start(tree);
  private final FakeMx mx = world.mx(1, new Script().tls(certificate));
  private final String tlsa = "_" + mx.port() + "._tcp." + MX;

  @BeforeEach
  void askTheServer() {
    tree.zone("org.", true);
    DnsServers servers =
        DnsServers.validated(
            NameServers.resolver(List.of(server.address())),
            tree.anchors(files.resolve("anchors")),
            List.of(),
            Clock.systemUTC());
    world.ask(new CachingDnsClient(servers, new Random(1), Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    world.close();
    server.close();
  }

  /** The recipient's domain, with TLSA records of the server's key. */
  private SignedZone zone(boolean signed) {
    return tree.zone(ZONE, signed)
        .with(ZONE, "MX", "10 " + MX)
        .with(MX, "A", "127.0.0.11")
        .with(tlsa, "TLSA", "3 1 1 " + digest());
  }

  private String digest() {
    try {
      byte[] key = certificate.certificate().getPublicKey().getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private DeliveryResult attempt(TlsRequirement requirement) {
    return world.attempt(requirement, "b");
  }

  @ParameterizedTest
  @EnumSource
  void goesToTheAnnouncedServerOfASignedDomain(TlsRequirement requirement) {
    zone(true);

    DeliveryResult result = attempt(requirement);

    assertRelayed(result);
    assertThat(mx.received()).singleElement().matches(FakeMx.Received::tls);
    assertThat(result.trace().get(0).decision()).contains("mx=SECURE", "dane=USABLE");
  }

  @Test
  void believesNoRecordsOfAnUnsignedDomain() {
    zone(false);

    DeliveryResult result = attempt(TlsRequirement.DEFAULT);

    assertRelayed(result);
    assertThat(result.trace().get(0).decision())
        .contains("mx=INSECURE", "dane=NOT_APPLICABLE", "TLS if offered");
    failed(attempt(TlsRequirement.REQUIRED), "5.7.10");
  }

  @ParameterizedTest
  @CsvSource({"MX,4.4.3", "A,4.7.10", "TLSA,4.7.10", "DNSKEY,4.4.3"})
  @Tag("rfc7672-2.1.2")
  void waitsWhereASignatureIsExpired(String type, String status) {
    String name =
        switch (type) {
          case "A" -> MX;
          case "TLSA" -> tlsa;
          default -> ZONE;
        };
    zone(true).broken(name, type, Fault.EXPIRED);

    deferred(attempt(TlsRequirement.DEFAULT), status);
    deferred(attempt(TlsRequirement.REQUIRED), status);
    assertNothingSent(mx);
  }

  @Test
  @Tag("rfc7672-2.2.3")
  void followsAnAliasOfTheRecordsIntoAnotherSignedZone() {
    tree.zone("net.", true).with("tlsa.net.", "TLSA", "3 1 1 " + digest());
    tree.zone(ZONE, true)
        .with(ZONE, "MX", "10 " + MX)
        .with(MX, "A", "127.0.0.11")
        .with(tlsa, "CNAME", "tlsa.net.");

    assertRelayed(attempt(TlsRequirement.REQUIRED));
    assertThat(mx.serverNames()).containsExactly("mx1." + DOMAIN);
  }

  @Test
  @Tag("rfc7672-2.1.3")
  void believesNoRecordsBehindAnAliasIntoAnUnsignedZone() {
    tree.zone("net.", false).with("tlsa.net.", "TLSA", "3 1 1 " + "ab".repeat(32));
    tree.zone(ZONE, true)
        .with(ZONE, "MX", "10 " + MX)
        .with(MX, "A", "127.0.0.11")
        .with(tlsa, "CNAME", "tlsa.net.");

    DeliveryResult result = attempt(TlsRequirement.DEFAULT);

    assertRelayed(result);
    assertThat(result.trace().get(0).decision()).contains("dane=NOT_APPLICABLE");
  }
}
