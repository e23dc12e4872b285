package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;
import static org.sealpost.delivery.Outcomes.failed;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.mtasts.DomainPolicy.Applies;
import org.sealpost.mtasts.DomainPolicy.None;
import org.sealpost.mtasts.DomainPolicy.Unavailable;
import org.sealpost.mtasts.MtaStsPolicy;
import org.sealpost.mtasts.MxPattern;
import org.sealpost.mtasts.PolicyMode;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;

/** REQUIRED mail where only an MTA-STS policy vouches for the hosts (RFC 8689 §4.2.1). */
@Tag("rfc8689-4.2.1")
class RequiredUnderPolicyTest {
  private final DeliveryFixture world = new DeliveryFixture();

  @BeforeEach
  void unsigned() {
    world.unsignedMx(1);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void policy(PolicyMode mode, String mx, boolean current) {
    MtaStsPolicy policy = new MtaStsPolicy(mode, Duration.ofDays(7), List.of(new MxPattern(mx)));
    found(new Applies("1", policy, current));
  }

  private void found(DomainPolicy policy) {
    world.policies(domain -> policy);
  }

  private DeliveryResult attempt() {
    return world.attempt(TlsRequirement.REQUIRED, "b");
  }

  @ParameterizedTest
  @EnumSource(names = {"ENFORCE", "TESTING"})
  void goesToAHostOfThePolicy(PolicyMode mode) {
    FakeMx mx = world.mx(1, world.good(1));
    policy(mode, "*.example.org", true);
    DeliveryResult result = attempt();
    assertRelayed(result);
    assertThat(mx.received().get(0).tls()).isTrue();
    assertThat(mx.received().get(0).mail()).endsWith(" REQUIRETLS");
    assertThat(result.trace().get(0).decision())
        .contains("mx=INSECURE", mode + "_MATCH", "id=1", "must pass PKIX", "REQUIRETLS");
  }

  @Test
  void aTestingPolicyCountsOnlyWhereTheOperatorLetsIt() {
    FakeMx mx = world.mx(1, world.good(1));
    world.requireTls(false, Duration.ZERO);
    policy(PolicyMode.TESTING, name(1), true);
    failed(attempt(), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void aModeOfNoneVouchesForNobody() {
    FakeMx mx = world.mx(1, world.good(1));
    policy(PolicyMode.NONE, name(1), true);
    failed(attempt(), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void aTestingPolicyDoesNotForgiveABadCertificate() {
    FakeMx mx = world.mx(1, new Script().tls(new TestAuthority().issue(name(1))));
    policy(PolicyMode.TESTING, name(1), true);
    failed(attempt(), "5.7.10");
    assertNothingSent(mx);
  }

  @Test
  void aHostThatPromisesNothingOnwardsIsRefused() {
    FakeMx mx = world.mx(1, world.good(1).keywordsAfterTls("8BITMIME"));
    policy(PolicyMode.ENFORCE, name(1), true);
    failed(attempt(), "5.7.30");
    assertNothingSent(mx);
  }

  @Test
  void aHostOutsideThePolicyIsRefusedEvenWhenItsNameIsSigned() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);
    policy(PolicyMode.ENFORCE, "other.example", true);
    failed(attempt(), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  @Tag("rfc8461-5")
  void nothingFailsForGoodBeforeTheDnsWasAskedForANewerPolicy() {
    FakeMx mx = world.mx(1, world.good(1));
    policy(PolicyMode.ENFORCE, "other.example", false);
    deferred(attempt(), "4.7.10");
    policy(PolicyMode.TESTING, "other.example", false);
    deferred(attempt(), "4.7.10");
    policy(PolicyMode.NONE, "other.example", false);
    deferred(attempt(), "4.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void waitsForAPolicyThatCannotBeHadNow() {
    FakeMx mx = world.mx(1, world.good(1));
    found(new Unavailable("answered 500"));
    assertThat(deferred(attempt(), "4.7.10").explanation()).contains("could not be fetched");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void waitsForProtectionAsLongAsTheOperatorSays() {
    world.requireTls(true, Duration.ofHours(4));
    FakeMx mx = world.mx(1, world.good(1));
    found(new None());
    assertThat(deferred(attempt(), "4.7.10").explanation()).contains("REQUIRETLS", name(1));
    failed(world.attempt(world.takenAgo(Duration.ofHours(5))), "5.7.10");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void doesNotWaitForAPromiseNobodyMakes() {
    world.requireTls(true, Duration.ofHours(4));
    FakeMx mx = world.mx(1, world.good(1).keywordsAfterTls("8BITMIME"));
    policy(PolicyMode.ENFORCE, name(1), true);
    failed(attempt(), "5.7.30");
    assertNothingSent(mx);
  }

  @Test
  @Tag("rfc8689-5")
  void aNotificationDoesNotWait() {
    world.requireTls(true, Duration.ofHours(4));
    FakeMx mx = world.mx(1, new Script());
    found(new None());
    assertRelayed(world.attemptNotification(TlsRequirement.REQUIRED));
    assertThat(mx.received()).hasSize(1);
  }
}
