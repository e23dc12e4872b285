package org.sealpost.delivery;

import static org.sealpost.delivery.LabHost.clear;
import static org.sealpost.delivery.LabHost.good;
import static org.sealpost.delivery.LabHost.strange;
import static org.sealpost.delivery.LabHost.stranger;
import static org.sealpost.delivery.LabTlsa.AUTHORITY;
import static org.sealpost.delivery.LabTlsa.BARE_KEY;
import static org.sealpost.delivery.LabTlsa.LEAF_AS_AUTHORITY;
import static org.sealpost.delivery.LabTlsa.OTHER_AUTHORITY;
import static org.sealpost.delivery.LabTlsa.OWN_CERTIFICATE;
import static org.sealpost.delivery.LabTlsa.OWN_KEY;
import static org.sealpost.delivery.LabTlsa.OWN_KEY_LONG;
import static org.sealpost.delivery.LabTlsa.PKIX_USAGE;
import static org.sealpost.delivery.LabTlsa.UNKNOWN;
import static org.sealpost.delivery.LabTlsa.WRONG;
import static org.sealpost.delivery.TlsCase.row;
import static org.sealpost.smtp.TlsRequirement.DEFAULT;
import static org.sealpost.smtp.TlsRequirement.OPTIONAL;
import static org.sealpost.smtp.TlsRequirement.REQUIRED;

import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.sealpost.lab.LabZone;
import org.sealpost.testkit.TestAuthority.Request;

/** DANE (RFC 7672): cases D1 to D16. */
final class DaneCases {
  private DaneCases() {}

  private static Request otherName(Request request) {
    return new Request(
        "test",
        List.of(new GeneralName(GeneralName.dNSName, "other.example")),
        request.notAfter(),
        false,
        request.purpose());
  }

  static List<TlsCase> records() {
    return List.of(
        row("D1", "RFC 7672 §3.1.1", "3 1 1 looks at neither name nor time")
            .mx(
                strange("expired certificate for another name", r -> otherName(r.expired()))
                    .tlsa(OWN_KEY))
            .mail(DEFAULT)
            .relayed(1)
            .shows("dane=USABLE", "must pass DANE", "DANE: VERIFIED_EE")
            .mail(REQUIRED)
            .relayed(1),
        row("D2", "RFC 7671 §5.1", "3 1 2")
            .mx(stranger().tlsa(OWN_KEY_LONG))
            .mail(DEFAULT)
            .relayed(1)
            .shows("DANE: VERIFIED_EE"),
        row("D2", "RFC 7671 §5.1", "3 0 1")
            .mx(stranger().tlsa(OWN_CERTIFICATE))
            .mail(DEFAULT)
            .relayed(1)
            .shows("DANE: VERIFIED_EE"),
        row("D2", "RFC 7671 §5.1", "3 1 0, the key in full")
            .mx(stranger().tlsa(BARE_KEY))
            .mail(DEFAULT)
            .relayed(1)
            .shows("DANE: VERIFIED_EE"),
        row("D3", "RFC 7672 §3.1.2", "2 0 1 and a certificate for the server's name")
            .witness("client.dane.DaneCheckTest#takesWhatTheAnnouncedAuthorityIssued")
            .mx(stranger().tlsa(AUTHORITY))
            .mail(DEFAULT)
            .relayed(1)
            .shows("DANE: VERIFIED_TA")
            .mail(REQUIRED)
            .relayed(1),
        row("D3", "RFC 7672 §3.1.2", "2 0 1 and a certificate for another name")
            .mx(strange("for another name", DaneCases::otherName).tlsa(AUTHORITY))
            .mail(DEFAULT)
            .deferred("4.7.5"));
  }

  static List<TlsCase> refusals() {
    return List.of(
        row("D4", "RFC 7671 §5.2", "2 0 1 of the server's own certificate")
            .mx(stranger().tlsa(LEAF_AS_AUTHORITY))
            .mail(DEFAULT)
            .deferred("4.7.5"),
        row("D5", "RFC 7672 §3.1.2", "2 1 1 of an authority that did not issue it")
            .witness(
                "client.dane.DaneCheckTest#refusesAnAuthorityThatIsNone",
                "client.dane.DaneCheckTest#obeysThePathLengthOfTheAnnouncedAuthority",
                "client.dane.DaneCheckTest#refusesWhatIsOutOfTime",
                "client.dane.DaneCheckTest#takesTheCommonNameOnlyWhereThereIsNoOtherName")
            .mx(stranger().tlsa(OTHER_AUTHORITY))
            .mail(DEFAULT)
            .deferred("4.7.5"),
        row("D5", "RFC 7672 §3.1.2", "2 0 1 and an expired certificate, one for clients only")
            .mx(strange("expired certificate", Request::expired).tlsa(AUTHORITY))
            .mx(strange("certificate for clients", Request::forClients).tlsa(AUTHORITY))
            .mail(DEFAULT)
            .deferred("4.7.5"),
        row("D6", "RFC 7671 §9", "one of several records matches")
            .mx(stranger().tlsa(OTHER_AUTHORITY, WRONG, OWN_KEY))
            .mail(DEFAULT)
            .relayed(1)
            .mail(REQUIRED)
            .relayed(1));
  }

  static List<TlsCase> failures() {
    return List.of(
        row("D7 4.1/1", "RFC 7672 §2.2", "no record matches")
            .mx(good().tlsa(WRONG))
            .mail(DEFAULT)
            .deferred("4.7.5")
            .says("not the one announced by DANE")
            .mail(REQUIRED)
            .failed("5.7.10"),
        row("D8 4.1/4", "RFC 7672 §2.2", "only records nobody can use: TLS, not checked")
            .mx(stranger().tlsa(PKIX_USAGE, UNKNOWN))
            .mail(DEFAULT)
            .relayed(1)
            .shows("dane=UNUSABLE", "TLS needed, certificate not checked"),
        row("D8 4.1/4", "RFC 7672 §2.2", "only records nobody can use, and no TLS")
            .mx(clear().tlsa(UNKNOWN))
            .mail(DEFAULT)
            .deferred("4.7.10"),
        row("D8 4.2/2", "RFC 8689 §4.2.1", "only records nobody can use: REQUIRED asks for PKIX")
            .mx(stranger().tlsa(UNKNOWN))
            .mx(good().tlsa(UNKNOWN))
            .mail(REQUIRED)
            .relayed(2)
            .shows("dane=UNUSABLE", "must pass PKIX"),
        row("D9", "RFC 7672 §2.2.1", "TLSA records of an unsigned zone do not count")
            .unsigned()
            .mx(stranger().tlsa(WRONG))
            .mail(DEFAULT)
            .relayed(1)
            .shows("dane=NOT_APPLICABLE"),
        row("D10", "RFC 7672 §2.2.2", "a signed MX record, a server in an unsigned zone")
            .mx(stranger().in(LabZone.PLAIN).tlsa(WRONG))
            .mail(DEFAULT)
            .relayed(1)
            .shows("mx=SECURE", "dane=NOT_APPLICABLE"));
  }

  static List<TlsCase> lookups() {
    return List.of(
        row("D11 4.1/6", "RFC 7672 §2.1.2", "TLSA records with a wrong signature: the next host")
            .mx(good().tlsa(OWN_KEY).forgedTlsa())
            .mx(good())
            .mail(DEFAULT)
            .relayed(2)
            .connections(0, 1)
            .shows("dane=LOOKUP_FAILED"),
        row("D11 4.1/6 4.2/9", "RFC 7672 §2.1.2", "TLSA records that cannot be looked up")
            .mx(good().tlsaAlias("x.broken.test."))
            .mail(DEFAULT)
            .deferred("4.7.10")
            .says("its DANE records could not be looked up")
            .mail(REQUIRED)
            .deferred("4.7.10")
            .mail(OPTIONAL)
            .relayed(1),
        row("D12", "RFC 7672 §2.2.3", "proved to have no TLSA records")
            .in(LabZone.NSEC3)
            .mx(stranger())
            .mail(DEFAULT)
            .relayed(1)
            .shows("mx=SECURE", "dane=NOT_APPLICABLE"),
        row("D14", "RFC 7672 §2.2", "TLSA records and no STARTTLS")
            .mx(clear().tlsa(OWN_KEY))
            .mail(DEFAULT)
            .deferred("4.7.10")
            .says("offers no encryption"),
        row("D15 4.1/8", "RFC 7672 §2.2", "the first host fails DANE, the second passes")
            .mx(stranger().tlsa(WRONG))
            .mx(stranger().tlsa(OWN_KEY))
            .mail(DEFAULT)
            .relayed(2)
            .mail(REQUIRED)
            .relayed(2),
        row("D16", "RFC 7672 §2.2.1", "two domains on one server, one of them signed")
            .mx(stranger().tlsa(OWN_KEY))
            .recordIn(LabZone.PLAIN, "{l}.plain.test. MX 10 mx1.{d}.")
            .mail(DEFAULT)
            .at("{l}.plain.test")
            .relayed(1)
            .shows("mx=INSECURE")
            .mail(DEFAULT)
            .relayed(1)
            .shows("dane=USABLE")
            .connections(2));
  }

  static List<TlsCase> aliases() {
    return List.of(
        row("D13", "RFC 7672 §2.2.2", "an alias into another signed zone, TLSA there")
            .mx(stranger().aliasInto(LabZone.NSEC3, false).tlsa(OWN_KEY))
            .mail(DEFAULT)
            .relayed(1)
            .shows("dane=USABLE")
            .mail(REQUIRED)
            .relayed(1),
        row("D13", "RFC 7672 §2.2.2", "an alias into another signed zone, TLSA at the alias")
            .mx(stranger().aliasInto(LabZone.NSEC3, true).tlsa(OWN_KEY))
            .mail(DEFAULT)
            .relayed(1)
            .shows("dane=USABLE"),
        row("D13", "RFC 7672 §2.2.2", "an alias into an unsigned zone: TLSA at the alias counts")
            .mx(stranger().aliasInto(LabZone.PLAIN, true).tlsa(WRONG))
            .mail(DEFAULT)
            .deferred("4.7.5"),
        row("D13", "RFC 7672 §2.2.2", "an alias into an unsigned zone: TLSA there does not")
            .mx(stranger().aliasInto(LabZone.PLAIN, false).tlsa(WRONG))
            .mail(DEFAULT)
            .relayed(1)
            .shows("dane=NOT_APPLICABLE"));
  }
}
