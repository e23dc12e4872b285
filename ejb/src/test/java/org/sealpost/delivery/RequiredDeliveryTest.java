package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;
import static org.sealpost.delivery.Outcomes.failed;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Request;

/** REQUIRED mail on the wire (RFC 8689 §4.2.1). */
@Tag("rfc8689-4.2.1")
class RequiredDeliveryTest {
  private final DeliveryFixture world = new DeliveryFixture();

  @AfterEach
  void close() {
    world.close();
  }

  private DeliveryResult attempt() {
    return world.attempt(TlsRequirement.REQUIRED, "b");
  }

  @Test
  void goesToASignedMxWithAGoodCertificate() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);

    DeliveryResult result = attempt();

    assertRelayed(result);
    assertThat(mx.received()).hasSize(1);
    assertThat(mx.received().get(0).tls()).isTrue();
    assertThat(mx.received().get(0).mail()).endsWith(" REQUIRETLS");
    HostTrace trace = result.trace().get(0);
    assertThat(trace.host()).isEqualTo(name(1));
    assertThat(trace.address()).isEqualTo("127.0.0.11:" + mx.port());
    assertThat(trace.decision()).contains("REQUIRED", "mx=SECURE", "must pass PKIX");
    assertThat(trace.tls()).startsWith("TLSv1.3 TLS_").contains("VERIFIED");
  }

  @Test
  void neverConnectsToAnUnsignedMx() {
    FakeMx mx = world.mx(1, world.good(1));
    world.unsignedMx(1);

    Failure failure = failed(attempt(), "5.7.10");

    assertThat(failure.explanation()).contains(name(1), "neither DNSSEC nor MTA-STS");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void isNotSentWithoutStarttls() {
    FakeMx mx = world.mx(1, new Script());
    world.signedMx(1);

    assertThat(failed(attempt(), "5.7.10").explanation()).contains("offers no encryption");
    assertNothingSent(mx);
    assertThat(mx.commands()).endsWith("QUIT");
  }

  @Test
  void isNotSentWhereStarttlsIsRefused() {
    FakeMx forNow = world.mx(1, world.good(1).answer("STARTTLS", "454 4.7.0 not now"));
    world.signedMx(1);
    deferred(attempt(), "4.7.10");
    assertNothingSent(forNow);
  }

  @Test
  void failsWhereTheLastHostRefusesStarttlsForGood() {
    FakeMx one = world.mx(1, world.good(1).answer("STARTTLS", "502 5.5.1 no"));
    FakeMx two = world.mx(2, world.good(2).answer("STARTTLS", "554 5.7.3 no"));
    world.signedMx(1, 2);

    failed(attempt(), "5.7.10");
    assertNothingSent(one);
    assertNothingSent(two);
  }

  @Test
  void isNotSentAfterABrokenHandshake() {
    FakeMx mx = world.mx(1, world.good(1).fault(Fault.BROKEN_HANDSHAKE));
    world.signedMx(1);

    failed(attempt(), "5.7.10");
    assertNothingSent(mx);
    assertThat(mx.sessions()).isEqualTo(1);
  }

  @Test
  void isNotSentToACertificateThatProvesNothing() {
    Request good = Request.forNames(name(1));
    FakeMx wrongName = world.mx(1, new Script().tls(world.authority.issue("other.example")));
    FakeMx expired = world.mx(2, new Script().tls(world.authority.issue(good.expired())));
    FakeMx selfSigned = world.mx(3, new Script().tls(world.authority.issue(good.bySelf())));
    FakeMx stranger = world.mx(4, new Script().tls(new TestAuthority().issue(name(4))));
    world.signedMx(1, 2, 3, 4);

    DeliveryResult result = attempt();

    String words = failed(result, "5.7.10").explanation();
    assertThat(words)
        .contains(
            "mx1.example.org: its certificate is for another name",
            "mx2.example.org: its certificate is expired",
            "mx3.example.org: its certificate was not issued by a trusted authority",
            "mx4.example.org: its certificate was not issued by a trusted authority");
    for (FakeMx mx : List.of(wrongName, expired, selfSigned, stranger)) {
      assertNothingSent(mx);
      assertThat(mx.commands()).endsWith("QUIT");
    }
    assertThat(result.trace()).hasSize(4);
  }

  @Test
  void believesNoKeywordFromBeforeTls() {
    FakeMx mx = world.mx(1, world.good(1).keywords("REQUIRETLS").keywordsAfterTls("8BITMIME"));
    world.signedMx(1);

    failed(attempt(), "5.7.30");
    assertNothingSent(mx);
    assertThat(mx.commands()).endsWith("QUIT");
  }

  @Test
  void goesOnToTheHostThatPromisesIt() {
    FakeMx one = world.mx(1, world.good(1).keywordsAfterTls("8BITMIME"));
    FakeMx two = world.mx(2, world.good(2));
    world.signedMx(1, 2);

    assertRelayed(attempt());
    assertNothingSent(one);
    assertThat(two.received()).hasSize(1);
  }

  @Test
  void failsAtOnceWhereNoHostPromisesIt() {
    world.mx(1, world.good(1).keywordsAfterTls("8BITMIME"));
    world.mx(2, world.good(2).keywordsAfterTls());
    world.signedMx(1, 2);

    Failure failure = failed(attempt(), "5.7.30");
    assertThat(failure.explanation()).contains(name(1), name(2), "REQUIRETLS");
  }

  @Test
  void waitsForAHostThatMayComeBack() {
    world.mx(1, world.good(1).keywordsAfterTls("8BITMIME"));
    world.unreachable(2);
    world.signedMx(1, 2);

    deferred(attempt(), "4.4.1");
  }

  @Test
  void neverDropsTheParameter() {
    FakeMx mx = world.mx(1, world.good(1).answer("MAIL", "555 unsupported parameter"));
    FakeMx two = world.mx(2, world.good(2));
    world.signedMx(1, 2);

    Failure failure = failed(attempt(), "5.7.30");

    assertThat(failure.command()).isEqualTo("MAIL");
    assertThat(mx.commands().stream().filter(line -> line.startsWith("MAIL")))
        .singleElement()
        .asString()
        .endsWith(" REQUIRETLS");
    assertThat(two.sessions()).isZero();
  }

  @Test
  void needsAVerifiedRoute() {
    FakeMx mx = world.mx(1, world.good(1));
    world.route(Security.OPPORTUNISTIC, Verification.PKIX, name(1), mx.port());
    failed(attempt(), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void neverTakesARouteThatChecksNothing() {
    FakeMx mx = world.mx(1, world.good(1));
    world.route(Security.STARTTLS, Verification.NONE, name(1), mx.port());
    failed(attempt(), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void goesOverAVerifiedRoute() {
    FakeMx mx = world.mx(1, world.good(1));
    world.route(Security.STARTTLS, Verification.PKIX, name(1), mx.port());

    assertRelayed(attempt());
    assertThat(mx.received().get(0).mail()).endsWith(" REQUIRETLS");
  }

  @Test
  void goesOverAnImplicitTlsRouteToAnAddress() {
    TestAuthority.Issued certificate =
        world.authority.issue(Request.forNames().withAddress("127.0.0.11"));
    FakeMx mx = world.mx(1, new Script().implicitTls(certificate));
    world.route(Security.IMPLICIT, Verification.PKIX, "127.0.0.11", mx.port());

    assertRelayed(attempt());
  }

  @Test
  void failsAtOnceWhereTheRoutesPeerLacksIt() {
    FakeMx mx = world.mx(1, world.good(1).keywordsAfterTls("8BITMIME"));
    world.route(Security.STARTTLS, Verification.PKIX, name(1), mx.port());

    failed(attempt(), "5.7.30");
    assertNothingSent(mx);
  }

  @Test
  void failsWhereTheRoutesPeerCannotBeVerified() {
    FakeMx mx = world.mx(1, new Script().tls(world.authority.issue("other.example")));
    world.route(Security.STARTTLS, Verification.PKIX, name(1), mx.port());

    failed(attempt(), "5.7.10");
    assertNothingSent(mx);
  }

  @Test
  void goesToADomainThatIsItsOwnHost() {
    FakeMx mx = world.mx(1, new Script().tls(world.authority.issue(DeliveryFixture.DOMAIN)));
    world.dns.answer(DeliveryFixture.DOMAIN, new MxAnswer.NoMx(SecurityStatus.INSECURE));
    world.dns.address(DeliveryFixture.DOMAIN, "127.0.0.11");

    assertRelayed(attempt());
    assertThat(mx.received()).hasSize(1);
  }

  @Test
  @Tag("rfc8689-5")
  void aNotificationIsTriedUnderItsRequirementFirst() {
    FakeMx one = world.mx(1, world.good(1).keywordsAfterTls("8BITMIME"));
    FakeMx two = world.mx(2, world.good(2));
    world.signedMx(1, 2);

    assertRelayed(world.attemptNotification(TlsRequirement.REQUIRED));
    assertNothingSent(one);
    assertThat(two.received().get(0).mail()).startsWith("MAIL FROM:<>").endsWith(" REQUIRETLS");
  }

  @Test
  @Tag("rfc8689-5")
  void aNotificationIsRatherSentWithoutThanLost() {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);

    DeliveryResult result = world.attemptNotification(TlsRequirement.REQUIRED);

    assertRelayed(result);
    assertThat(mx.received().get(0).mail()).startsWith("MAIL FROM:<>").doesNotContain("REQUIRE");
    assertThat(result.trace().get(0).decision()).contains("not used");
    assertThat(result.trace().get(1).decision()).contains("as DEFAULT (null reverse-path)");
  }

  @Test
  void neverTakesTheSessionOfOtherMail() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);

    assertRelayed(world.attempt(TlsRequirement.DEFAULT, "b"));
    assertRelayed(attempt());
    assertThat(mx.sessions()).isEqualTo(2);

    assertRelayed(attempt());
    assertRelayed(world.attempt(TlsRequirement.DEFAULT, "b"));
    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(mx.received()).hasSize(4);
  }
}
