package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.DOMAIN;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.PkixCheck;
import org.sealpost.client.dane.TlsaRecord;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.dns.TlsaAnswer;
import org.sealpost.mtasts.DatabaseCache;
import org.sealpost.mtasts.FakePolicyHost;
import org.sealpost.mtasts.HttpsPolicyHost;
import org.sealpost.mtasts.PolicyFetches;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.mtasts.PolicyLookup;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;

/** Mail under MTA-STS, from the TXT record over a real Policy Host to the MX host (RFC 8461 §5). */
@Tag("rfc8461-5")
class MtaStsDeliveryTest {
  private static final String RECORD = "_mta-sts." + DOMAIN;
  private static final QueueDatabase DATABASE = new QueueDatabase();

  private final DeliveryFixture world = new DeliveryFixture();
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private final DatabaseCache cache = new DatabaseCache(DATABASE);
  private final FakePolicyHost host =
      new FakePolicyHost(world.authority.issue("mta-sts." + DOMAIN));

  @BeforeEach
  void publish() {
    cache.clear();
    world.dns.address("mta-sts." + DOMAIN, "127.0.0.1");
    world.policies(policies());
    world.unsignedMx(1);
  }

  /** All that is new after a start; what was known before is in the database. */
  private PolicyLookup policies() {
    InstantSource clock = InstantSource.system();
    PkixCheck pkix = new PkixCheck(world.authority.anchors(), clock);
    HttpsPolicyHost https = new HttpsPolicyHost(world.dns, pkix, watch, host.port());
    PolicyFetches fetches = new PolicyFetches(https, cache, clock, new Random(1));
    return new PolicyFinder(world.dns, fetches, clock);
  }

  @AfterEach
  void close() {
    world.close();
    host.close();
    watch.shutdownNow();
  }

  @AfterAll
  static void closeDatabase() {
    DATABASE.close();
  }

  private void policy(String mode, String... mx) {
    StringBuilder text = new StringBuilder("version: STSv1\r\nmode: " + mode + "\r\n");
    for (String pattern : mx) {
      text.append("mx: ").append(pattern).append("\r\n");
    }
    host.serve(text + "max_age: 604800\r\n");
    world.dns.text(RECORD, "v=STSv1; id=" + Integer.toHexString(text.toString().hashCode()) + ";");
  }

  private DeliveryResult attempt() {
    return world.attempt(TlsRequirement.DEFAULT, "b");
  }

  private Script selfMade(int number) {
    return new Script().tls(new TestAuthority().issue(name(number)));
  }

  private static void assertSent(FakeMx mx, boolean tls) {
    assertThat(mx.received()).hasSize(1);
    assertThat(mx.received().get(0).tls()).isEqualTo(tls);
  }

  @Test
  void goesToAHostOfThePolicyWithAGoodCertificate() {
    FakeMx mx = world.mx(1, world.good(1));
    policy("enforce", name(1));
    DeliveryResult result = attempt();
    assertRelayed(result);
    assertSent(mx, true);
    assertThat(mx.serverNames()).containsExactly(name(1));
    assertThat(result.trace().get(0).decision())
        .contains("sts=ENFORCE_MATCH", "policy=enforce id=", "must pass PKIX");
    assertThat(result.trace().get(0).tls()).contains("VERIFIED");
  }

  @Test
  void goesPastHostsThatAreNotInThePolicy() {
    FakeMx one = world.mx(1, world.good(1));
    FakeMx two = world.mx(2, world.good(2));
    world.unsignedMx(1, 2);
    policy("enforce", name(2));
    assertRelayed(attempt());
    assertThat(one.sessions()).isZero();
    assertSent(two, true);
  }

  @Test
  void waitsWhereNoHostCanSatisfyThePolicy() {
    FakeMx mx = world.mx(1, world.good(1));
    policy("enforce", "other.example", "*.mx1.example.org", "*.org");
    assertThat(deferred(attempt(), "4.7.10").explanation())
        .contains(name(1), "policy does not list it");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void sendsNothingInClearUnderAnEnforcedPolicy() {
    FakeMx clear = world.mx(1, new Script());
    policy("enforce", "*.example.org");
    deferred(attempt(), "4.7.10");
    assertNothingSent(clear);
  }

  @Test
  void doesNotFallBackWhenTheHandshakeFails() {
    FakeMx mx = world.mx(1, world.good(1).fault(Fault.BROKEN_HANDSHAKE));
    policy("enforce", name(1));
    deferred(attempt(), "4.7.5");
    assertNothingSent(mx);
    assertThat(mx.sessions()).isEqualTo(1);
  }

  @Test
  void sendsNothingToACertificateThatProvesNothing() {
    FakeMx stranger = world.mx(1, selfMade(1));
    FakeMx otherName = world.mx(2, new Script().tls(world.authority.issue(name(3))));
    world.unsignedMx(1, 2);
    policy("enforce", "*.example.org");
    deferred(attempt(), "4.7.5");
    assertNothingSent(stranger);
    assertNothingSent(otherName);
  }

  @Test
  void testingModeBlocksNothing() {
    FakeMx mx = world.mx(1, new Script());
    policy("testing", "other.example");
    DeliveryResult result = attempt();
    assertRelayed(result);
    assertSent(mx, false);
    assertThat(result.trace().get(0).decision())
        .contains("sts=TESTING_MISMATCH", "policy=testing id=");
  }

  @Test
  void modeNoneIsNoPolicy() {
    FakeMx mx = world.mx(1, new Script());
    policy("none");
    assertRelayed(attempt());
    assertSent(mx, false);
  }

  @Test
  void withoutAValidRecordNobodyIsAsked() {
    FakeMx mx = world.mx(1, new Script());
    policy("enforce", "other.example");
    world.dns.text(RECORD, "v=STSv1; id=");
    assertRelayed(attempt());
    assertSent(mx, false);
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void aPolicyThatCannotBeFetchedStopsNothing() {
    FakeMx mx = world.mx(1, selfMade(1));
    policy("enforce", "other.example");
    host.answerWith(500);
    DeliveryResult result = attempt();
    assertRelayed(result);
    assertSent(mx, true);
    assertThat(result.trace().get(0).decision())
        .contains(
            "sts=UNAVAILABLE", "policy=unavailable (sts-policy-fetch-error: ", "answered 500");
  }

  @Test
  void aPolicyOnceSeenHoldsWhateverFailsLater() {
    FakeMx mx = world.mx(1, selfMade(1));
    policy("enforce", name(1));
    deferred(attempt(), "4.7.5");

    world.dns.text(RECORD, "v=STSv1; id=another");
    host.answerWith(500);
    deferred(attempt(), "4.7.5");
    world.dns.brokenText(RECORD);
    deferred(attempt(), "4.7.5");
    world.dns.text(RECORD);
    deferred(attempt(), "4.7.5");
    assertNothingSent(mx);
  }

  @Test
  void aPolicyIsStillEnforcedAfterARestart() {
    FakeMx mx = world.mx(1, new Script());
    policy("enforce", name(1));
    deferred(attempt(), "4.7.10");
    host.answerWith(503);
    world.policies(policies());
    deferred(attempt(), "4.7.10");
    assertNothingSent(mx);
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void aNewPolicyCountsAtOnce() {
    FakeMx mx = world.mx(1, world.good(1));
    policy("enforce", "old.example");
    deferred(attempt(), "4.7.10");
    policy("enforce", name(1));
    assertRelayed(attempt());
    assertSent(mx, true);
  }

  @Test
  @Tag("rfc8461-4.1")
  void theHostOfADomainWithoutMxIsHeldAgainstThePolicyToo() {
    FakeMx mx = world.mx(1, new Script().tls(world.authority.issue(DOMAIN)));
    world.dns.answer(DOMAIN, new MxAnswer.NoMx(SecurityStatus.INSECURE));
    world.dns.address(DOMAIN, "127.0.0.11");
    policy("enforce", "*.example.org");
    deferred(attempt(), "4.7.10");
    assertThat(mx.sessions()).isZero();
    policy("enforce", DOMAIN);
    assertRelayed(attempt());
    assertSent(mx, true);
  }

  @Test
  @Tag("rfc8689-4.2.2")
  void optionalMailDoesNotEvenAsk() {
    FakeMx mx = world.mx(1, new Script());
    policy("enforce", "other.example");
    DeliveryResult result = world.attempt(TlsRequirement.OPTIONAL, "b");
    assertRelayed(result);
    assertSent(mx, false);
    assertThat(host.requests()).isEmpty();
    assertThat(result.trace().get(0).decision()).doesNotContain("policy=");
  }

  /** Signed as well, with TLSA records that this certificate alone matches. */
  private void announce(Issued issued) {
    world.signedMx(1);
    world.dns.sign(name(1), name(1));
    String digest = HexFormat.of().formatHex(sha256(issued.certificate().getPublicKey()));
    TlsaRecord record = new TlsaRecord(3, 1, 1, digest);
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(record)));
  }

  private static byte[] sha256(PublicKey key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"testing", "enforce"})
  @Tag("rfc8461-2")
  void daneDecidesBesideAPolicyThatIsContent(String mode) {
    FakeMx mx = world.mx(1, world.good(1));
    announce(new TestAuthority().issue(name(1)));
    policy(mode, name(1));
    DeliveryResult result = attempt();
    assertThat(deferred(result, "4.7.5").explanation()).contains("not the one announced by DANE");
    assertThat(result.trace().get(0).decision())
        .contains("mx=SECURE", "_MATCH", "dane=USABLE", "policy=" + mode + " id=");
    assertNothingSent(mx);
  }

  @Test
  @Tag("rfc8461-2")
  void aPolicyForTestingAsksForNothingBesideDane() {
    Issued selfMade = new TestAuthority().issue(name(1));
    FakeMx mx = world.mx(1, new Script().tls(selfMade));
    announce(selfMade);
    policy("testing", "other.example");
    assertRelayed(attempt());
    assertSent(mx, true);
  }

  @Test
  @Tag("rfc8461-2")
  void anEnforcedPolicyAsksForItsOwnProofBesideDane() {
    Issued selfMade = new TestAuthority().issue(name(1));
    FakeMx mx = world.mx(1, new Script().tls(selfMade));
    announce(selfMade);
    policy("enforce", name(1));
    deferred(attempt(), "4.7.5");
    assertNothingSent(mx);
  }

  @Test
  @Tag("rfc8461-2")
  void goesWhereBothAreContent() {
    Issued issued = world.authority.issue(name(1));
    FakeMx mx = world.mx(1, new Script().tls(issued));
    announce(issued);
    policy("enforce", name(1));
    DeliveryResult result = attempt();
    assertRelayed(result);
    assertSent(mx, true);
    assertThat(result.trace().get(0).tls()).contains("PKIX: VERIFIED", "DANE: VERIFIED_EE");
  }
}
