package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.DOMAIN;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;
import static org.sealpost.delivery.Outcomes.failed;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.dane.TlsaRecord;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.dns.TlsaAnswer;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;
import org.sealpost.testkit.TestAuthority.Request;

/** DANE on the wire: what the DNS announces, and what the servers then do with it. */
@Tag("rfc7672-2.2")
class DaneDeliveryTest {
  private final DeliveryFixture world = new DeliveryFixture();

  // Proves nothing by PKIX, so that only DANE can be what let it through.
  private final TestAuthority stranger = new TestAuthority();

  @AfterEach
  void close() {
    world.close();
  }

  private DeliveryResult attempt(TlsRequirement requirement) {
    return world.attempt(requirement, "b");
  }

  private DeliveryResult attempt() {
    return attempt(TlsRequirement.DEFAULT);
  }

  private Issued issue(Request request) {
    return stranger.issue(request);
  }

  /** A server with a certificate, signed address records and these TLSA records. */
  private FakeMx announced(int number, Script script, TlsaRecord... records) {
    FakeMx mx = world.mx(number, script);
    world.dns.sign(name(number), name(number));
    world.dns.answer(name(number), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(records)));
    return mx;
  }

  private static TlsaRecord ee(Issued issued) {
    try {
      byte[] key = issued.certificate().getPublicKey().getEncoded();
      return TlsaRecord.of(3, 1, 1, MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static TlsaRecord ta(X509Certificate authority) {
    try {
      return TlsaRecord.of(2, 0, 0, authority.getEncoded());
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static TlsaRecord wrong() {
    return new TlsaRecord(3, 1, 1, "ab".repeat(32));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "REQUIRED"})
  @Tag("rfc7672-3.1.1")
  void goesToTheAnnouncedServerWhateverItsNameAndTime(TlsRequirement requirement) {
    Issued odd = issue(Request.forNames("other.example").expired().bySelf());
    FakeMx mx = announced(1, new Script().tls(odd), ee(odd));
    world.signedMx(1);

    DeliveryResult result = attempt(requirement);

    assertRelayed(result);
    assertThat(mx.received()).singleElement().matches(FakeMx.Received::tls);
    HostTrace trace = result.trace().get(0);
    assertThat(trace.decision()).contains("mx=SECURE", "dane=USABLE", "3 1 1", "must pass DANE");
    assertThat(trace.tls()).contains("DANE: VERIFIED_EE");
  }

  @Test
  @Tag("rfc7672-3.1.2")
  @Tag("rfc7672-3.2.2")
  void goesToAServerOfTheAnnouncedAuthorityUnderAnyOfItsNames() {
    for (String certified : List.of(name(1), DOMAIN, "expanded.example")) {
      try (DeliveryFixture fresh = new DeliveryFixture()) {
        FakeMx mx = fresh.mx(1, new Script().tls(stranger.issue(certified)));
        fresh.signedMx(1);
        MxAnswer.Hosts hosts = (MxAnswer.Hosts) fresh.dns.mx(Domain.of(DOMAIN));
        fresh.dns.answer(
            DOMAIN, new MxAnswer.Hosts(SecurityStatus.SECURE, hosts.hosts(), "expanded.example"));
        fresh.dns.sign(name(1), name(1));
        fresh.dns.answer(
            name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(ta(stranger.root()))));

        assertRelayed(fresh.attempt(TlsRequirement.DEFAULT, "b"));
        assertThat(mx.received()).hasSize(1);
      }
    }
  }

  @Test
  void waitsWhereTheAnnouncedAuthoritysServerHasAnotherName() {
    FakeMx mx = announced(1, new Script().tls(stranger.issue("x.example")), ta(stranger.root()));
    world.signedMx(1);

    assertThat(deferred(attempt(), "4.7.5").explanation()).contains("is for another name");
    assertNothingSent(mx);
  }

  @Test
  @Tag("rfc7672-3.2")
  void waitsWhereNothingMatches() {
    FakeMx mx = announced(1, world.good(1), wrong());
    world.signedMx(1);

    DeliveryResult result = attempt();

    assertThat(deferred(result, "4.7.5").explanation())
        .contains("its certificate is not the one announced by DANE");
    assertThat(result.trace().get(0).tls()).contains("DANE: NO_MATCH");
    assertNothingSent(mx);
    assertThat(mx.commands()).endsWith("QUIT");
  }

  @Test
  void failsRequiredMailWhereNothingMatchesThoughPkixWould() {
    FakeMx mx = announced(1, world.good(1), wrong());
    world.signedMx(1);

    failed(attempt(TlsRequirement.REQUIRED), "5.7.10");
    assertNothingSent(mx);
  }

  @Test
  void sendsOptionalMailAllTheSame() {
    FakeMx mx = announced(1, world.good(1), wrong());
    world.signedMx(1);

    assertRelayed(attempt(TlsRequirement.OPTIONAL));
    assertThat(mx.received()).singleElement().matches(FakeMx.Received::tls);
  }

  @Test
  void goesOnToTheHostThatMatches() {
    Issued right = issue(Request.forNames("x.example"));
    FakeMx one = announced(1, world.good(1), wrong());
    FakeMx two = announced(2, new Script().tls(right), ee(right));
    world.signedMx(1, 2);

    assertRelayed(attempt());
    assertNothingSent(one);
    assertThat(two.received()).hasSize(1);
  }

  @Test
  void encryptsWithoutACheckWhereNoRecordCanBeUsed() {
    TlsaRecord pkix = new TlsaRecord(1, 1, 1, "ab".repeat(32));
    FakeMx mx = announced(1, new Script().tls(issue(Request.forNames("x.example"))), pkix);
    world.signedMx(1);

    DeliveryResult result = attempt();

    assertRelayed(result);
    assertThat(mx.received()).singleElement().matches(FakeMx.Received::tls);
    assertThat(result.trace().get(0).decision())
        .contains("dane=UNUSABLE", "TLS needed, certificate not checked");
  }

  @Test
  void neverGoesInClearWhereRecordsAreThere() {
    TlsaRecord unusable = new TlsaRecord(9, 9, 9, "ab");
    FakeMx one = announced(1, new Script(), wrong());
    FakeMx two = announced(2, new Script(), unusable);
    FakeMx three = announced(3, world.good(3).answer("STARTTLS", "454 4.7.0 not now"), wrong());
    FakeMx four = announced(4, world.good(4).fault(Fault.BROKEN_HANDSHAKE), unusable);
    world.signedMx(1, 2, 3, 4);

    assertThat(attempt().outcomes()).hasOnlyElementsOfType(RecipientOutcome.Deferred.class);
    for (FakeMx mx : List.of(one, two, three, four)) {
      assertNothingSent(mx);
    }
  }

  @Test
  void ignoresRecordsNobodyVouchesFor() {
    world.mx(1, world.good(1));
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(wrong())));
    world.dns.sign(name(1), name(1));
    world.unsignedMx(1); // the MX record is not signed

    DeliveryResult result = attempt();

    assertRelayed(result);
    assertThat(result.trace().get(0).decision()).contains("dane=NOT_APPLICABLE");
  }

  @Test
  @Tag("rfc7672-2.2.2")
  void asksForNoRecordsOfAHostWhoseAddressesAreNotSigned() {
    world.mx(1, world.good(1));
    world.signedMx(1);
    world.dns.answer(name(1), new TlsaAnswer.NotFoundOut(SecurityStatus.INDETERMINATE, "timeout"));

    DeliveryResult result = attempt();

    assertRelayed(result);
    assertThat(result.trace().get(0).decision()).contains("dane=NOT_APPLICABLE");
  }

  @Test
  void ignoresRecordsThatAreNotSigned() {
    world.mx(1, world.good(1));
    world.signedMx(1);
    world.dns.sign(name(1), name(1));
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.INSECURE, List.of(wrong())));

    assertRelayed(attempt());
  }

  @ParameterizedTest
  @EnumSource(names = {"BOGUS", "INDETERMINATE"})
  @Tag("rfc7672-2.1.2")
  void skipsAHostWhoseRecordsCannotBeLookedUp(SecurityStatus status) {
    FakeMx one = world.mx(1, world.good(1));
    FakeMx two = world.mx(2, world.good(2));
    world.signedMx(1, 2);
    world.dns.sign(name(1), name(1));
    world.dns.answer(name(1), new TlsaAnswer.NotFoundOut(status, "SERVFAIL"));

    DeliveryResult result = attempt();

    assertRelayed(result);
    assertThat(one.sessions()).isZero();
    assertThat(two.received()).hasSize(1);
    assertThat(result.trace().get(0).decision())
        .contains("dane=LOOKUP_FAILED", "TLSA records of mx1", status.toString());
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "REQUIRED"})
  @Tag("rfc7672-2.1.2")
  void waitsWhereNoHostsRecordsCanBeLookedUp(TlsRequirement requirement) {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);
    world.dns.sign(name(1), name(1));
    world.dns.answer(name(1), new TlsaAnswer.NotFoundOut(SecurityStatus.BOGUS, "expired"));

    assertThat(deferred(attempt(requirement), "4.7.10").explanation()).contains("DANE records");
    assertThat(mx.sessions()).isZero();
  }

  @Test
  void sendsOptionalMailWhereRecordsCannotBeLookedUp() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);
    world.dns.sign(name(1), name(1));
    world.dns.answer(name(1), new TlsaAnswer.NotFoundOut(SecurityStatus.BOGUS, "expired"));

    assertRelayed(attempt(TlsRequirement.OPTIONAL));
    assertThat(mx.received()).hasSize(1);
  }

  @Test
  void needsNoRecordsWhereTheirAbsenceIsProved() {
    world.mx(1, new Script());
    world.signedMx(1);
    world.dns.sign(name(1), name(1));

    assertRelayed(attempt());
  }

  @Test
  @Tag("rfc7672-2.2.3")
  @Tag("rfc7672-8.1")
  void asksTheServerForTheNameWhoseRecordsCount() {
    Issued right = issue(Request.forNames("host.example"));
    FakeMx mx = world.mx(1, new Script().tls(right));
    world.signedMx(1);
    world.dns.sign(name(1), "host.example", name(1));
    world.dns.answer(
        "host.example", new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(ee(right))));
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(wrong())));

    assertRelayed(attempt());
    assertThat(mx.serverNames()).containsExactly("host.example");
  }

  @Test
  @Tag("rfc7672-2.2.3")
  void takesTheRecordsOfTheAliasWhereTheExpandedNameHasNone() {
    Issued right = issue(Request.forNames("x.example"));
    FakeMx mx = world.mx(1, new Script().tls(right));
    world.signedMx(1);
    world.dns.sign(name(1), "host.example", name(1));
    world.dns.answer(
        "host.example", new TlsaAnswer.Records(SecurityStatus.INSECURE, List.of(wrong())));
    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(ee(right))));

    assertRelayed(attempt());
    assertThat(mx.serverNames()).containsExactly(name(1));
  }

  @Test
  void appliesToADomainWithoutMxRecords() {
    Issued right = issue(Request.forNames("x.example"));
    FakeMx mx = world.mx(1, new Script().tls(right));
    AddressAnswer.Addresses known = (AddressAnswer.Addresses) world.dns.addresses(name(1));
    world.dns.answer(DOMAIN, new MxAnswer.NoMx(SecurityStatus.SECURE));
    world.dns.answer(
        DOMAIN,
        new AddressAnswer.Addresses(SecurityStatus.SECURE, known.addresses(), List.of(DOMAIN)));
    world.dns.answer(DOMAIN, new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(ee(right))));

    assertRelayed(attempt(TlsRequirement.REQUIRED));
    assertThat(mx.received()).hasSize(1);
  }

  @Test
  void sharesNoSessionBetweenDomainsOfDifferentProof() {
    Issued right = issue(Request.forNames("x.example"));
    FakeMx mx = announced(1, new Script().tls(right), ee(right));
    world.signedMx(1);
    world.dns.mx("unsigned.example", name(1));
    ReversePath sender = new ReversePath(Mailbox.of("a@sender.example"));

    assertRelayed(
        world.attempt(
            DeliveryFixture.job("unsigned.example", TlsRequirement.DEFAULT, sender, "b")));
    assertRelayed(attempt());
    assertRelayed(attempt());

    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(mx.received()).hasSize(3);
  }

  @Test
  void takesNoSessionThatWasProvedByOtherRecords() {
    Issued right = issue(Request.forNames("x.example"));
    FakeMx mx = announced(1, new Script().tls(right), ee(right));
    world.signedMx(1);
    assertRelayed(attempt());

    world.dns.answer(name(1), new TlsaAnswer.Records(SecurityStatus.SECURE, List.of(wrong())));

    deferred(attempt(), "4.7.5");
    assertThat(mx.received()).hasSize(1);
    assertThat(mx.sessions()).isEqualTo(2);
  }
}
