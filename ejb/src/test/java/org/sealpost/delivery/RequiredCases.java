package org.sealpost.delivery;

import static org.sealpost.delivery.LabHost.addressed;
import static org.sealpost.delivery.LabHost.clear;
import static org.sealpost.delivery.LabHost.good;
import static org.sealpost.delivery.LabHost.issued;
import static org.sealpost.delivery.LabHost.named;
import static org.sealpost.delivery.LabHost.stranger;
import static org.sealpost.delivery.LabTlsa.OWN_KEY;
import static org.sealpost.delivery.TlsCase.row;
import static org.sealpost.smtp.TlsRequirement.DEFAULT;
import static org.sealpost.smtp.TlsRequirement.REQUIRED;

import java.util.List;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.delivery.LabMail.Sender;
import org.sealpost.lab.LabZone;
import org.sealpost.testkit.TestAuthority.Request;

/** REQUIRED mail at the sending side (RFC 8689 §4.2.1): cases C1 to C19. */
final class RequiredCases {
  private static final String RULE = "RFC 8689 §4.2.1";

  private RequiredCases() {}

  static List<TlsCase> proofs() {
    return List.of(
        row("C1 4.2/3", RULE, "an enforced policy, a trusted certificate, the keyword after TLS")
            .unsigned()
            .mx(good())
            .policy("enforce", "mx1.{d}")
            .mail(REQUIRED)
            .relayed(1)
            .shows("sts=ENFORCE_MATCH", "must pass PKIX", "VERIFIED"),
        row("C2 4.2/1", RULE, "DANE-EE and the keyword")
            .mx(stranger().tlsa(OWN_KEY))
            .mail(REQUIRED)
            .relayed(1)
            .shows("mx=SECURE", "dane=USABLE", "DANE: VERIFIED_EE"),
        row("C3 4.2/2", RULE, "a signed MX record and a trusted certificate, nothing else")
            .in(LabZone.NSEC3)
            .mx(good())
            .mail(REQUIRED)
            .relayed(1)
            .shows("mx=SECURE", "dane=NOT_APPLICABLE", "must pass PKIX"),
        row("C4 4.2/11", RULE, "an unsigned MX record proves nothing, whatever the certificate")
            .unsigned()
            .mx(good())
            .mail(REQUIRED)
            .failed("5.7.10")
            .connections(0)
            .says("neither DNSSEC nor MTA-STS proves"));
  }

  static List<TlsCase> failures() {
    return List.of(
        row("C5 4.2/11", RULE, "no STARTTLS")
            .mx(clear())
            .mail(REQUIRED)
            .failed("5.7.10")
            .says("offers no encryption"),
        row("C6", RULE, "STARTTLS refused for now")
            .mx(good().answers("STARTTLS", "454 4.7.0 not now"))
            .mail(REQUIRED)
            .deferred("4.7.10")
            .says("refused to encrypt"),
        row("C6", RULE, "STARTTLS refused for good by every host")
            .mx(good().answers("STARTTLS", "502 5.5.1 no"))
            .mx(good().answers("STARTTLS", "554 5.7.3 no"))
            .mail(REQUIRED)
            .failed("5.7.10"),
        row("C7", RULE, "the handshake fails")
            .mx(good().fault("no TLS after its 220 to STARTTLS", Fault.BROKEN_HANDSHAKE))
            .mail(REQUIRED)
            .failed("5.7.10")
            .connections(1),
        row("C7", RULE, "the connection ends in the handshake, which may heal")
            .mx(good().fault("closes after its 220 to STARTTLS", Fault.CLOSE_AT_HANDSHAKE))
            .mail(REQUIRED)
            .deferred("4.7.5")
            .connections(1),
        row("C7 4.2/9", RULE, "the connection ends after any octet of the server")
            .mx(good())
            .then("after each octet in clear, every 41st under TLS: it waits", LabCuts::fromServer),
        row("C7 4.2/9", RULE, "the connection ends after any octet of the client")
            .mx(good())
            .then("after each octet in clear, every 41st under TLS: it waits", LabCuts::fromClient),
        row("C8", RULE, "a certificate for another name")
            .mx(named("other.example"))
            .mail(REQUIRED)
            .failed("5.7.10")
            .says("is for another name"),
        row("C8", RULE, "an expired certificate")
            .mx(issued("expired certificate", Request::expired))
            .mail(REQUIRED)
            .failed("5.7.10")
            .says("is expired"),
        row("C8", RULE, "a self-signed certificate")
            .mx(issued("self-signed certificate", Request::bySelf))
            .mail(REQUIRED)
            .failed("5.7.10")
            .says("not issued by a trusted authority"),
        row("C8", RULE, "an unknown authority, and a certificate for clients only")
            .mx(stranger())
            .mx(issued("certificate for clients", Request::forClients))
            .mail(REQUIRED)
            .failed("5.7.10")
            .says("not issued by a trusted authority"));
  }

  static List<TlsCase> keyword() {
    return List.of(
        row("C9 4.2/10", "RFC 3207 §4.2", "a keyword from before TLS does not count")
            .mx(
                good()
                    .does("REQUIRETLS before TLS", s -> s.keywords("REQUIRETLS"))
                    .withoutRequireTls())
            .mail(REQUIRED)
            .failed("5.7.30")
            .says("does not promise to protect the message onwards"),
        row("C10", RULE, "the first host lacks it, the second promises it")
            .mx(good().withoutRequireTls())
            .mx(good())
            .mail(REQUIRED)
            .relayed(2)
            .connections(1, 1),
        row("C11 4.2/10", RULE, "every host lacks it")
            .mx(good().withoutRequireTls())
            .mx(good().withoutRequireTls())
            .mail(REQUIRED)
            .failed("5.7.30")
            .connections(1, 1),
        row("C12 4.2/9", RULE, "one lacks it, the other cannot be reached")
            .mx(good().withoutRequireTls())
            .mx(good().absent())
            .mail(REQUIRED)
            .deferred("4.4.1"),
        row("C12", RULE, "one lacks it, the other says nothing")
            .impatient()
            .mx(good().withoutRequireTls())
            .mx(good().does("silent after EHLO", script -> script.silentAfter("EHLO")))
            .mail(REQUIRED)
            .deferred("4.4.2"),
        row("C14", RULE, "a host that lacks it takes other mail")
            .mx(good().withoutRequireTls())
            .mail(REQUIRED)
            .failed("5.7.30")
            .mail(DEFAULT)
            .relayed(1),
        row("C15", RULE, "MAIL with the parameter is refused: it is never dropped")
            .mx(good().answers("MAIL", "555 unsupported"))
            .mx(good())
            .mail(REQUIRED)
            .failed("5.7.30")
            .heardBy(1)
            .connections(1, 0));
  }

  static List<TlsCase> sessions() {
    return List.of(
        row("C13", RULE, "a session of other mail is not used for it, nor the other way round")
            .mx(good())
            .mail(DEFAULT)
            .relayed(1)
            .connections(1)
            .mail(REQUIRED)
            .relayed(1)
            .connections(2)
            .mail(REQUIRED)
            .relayed(1)
            .connections(2)
            .mail(DEFAULT)
            .relayed(1)
            .connections(2),
        row("C24", RULE, "two domains on one server, mail to one of them REQUIRED")
            .mx(good())
            .records("two.{d}. MX 10 mx1.{d}.")
            .mail(DEFAULT)
            .at("two.{d}")
            .relayed(1)
            .mail(REQUIRED)
            .relayed(1)
            .connections(2)
            .mail(DEFAULT)
            .at("two.{d}")
            .relayed(1)
            .connections(2),
        row("C24", RULE, "two domains on one server, only one of them vouched for")
            .mx(good())
            .recordIn(LabZone.PLAIN, "{l}.plain.test. MX 10 mx1.{d}.")
            .mail(REQUIRED)
            .relayed(1)
            .mail(REQUIRED)
            .at("{l}.plain.test")
            .failed("5.7.10")
            .connections(1));
  }

  static List<TlsCase> routes() {
    return List.of(
        row("C16 4.5/6", RULE, "a smart host whose certificate is not checked")
            .mx(good())
            .route(Security.STARTTLS, Verification.NONE)
            .mail(REQUIRED)
            .failed("5.7.10")
            .says("not set up for verified TLS")
            .connections(0),
        row("C16 4.5/6", RULE, "a smart host that cannot be verified")
            .mx(named("other.example"))
            .route(Security.STARTTLS, Verification.PKIX)
            .mail(REQUIRED)
            .failed("5.7.10"),
        row("C17 4.5/5", RULE, "a verified smart host that promises it")
            .mx(good())
            .route(Security.STARTTLS, Verification.PKIX)
            .mail(REQUIRED)
            .relayed(1),
        row("4.5/7", RULE, "a verified smart host that does not promise it")
            .mx(good().withoutRequireTls())
            .route(Security.STARTTLS, Verification.PKIX)
            .mail(REQUIRED)
            .failed("5.7.30"),
        row("C18 4.2/5", RULE, "a domain without MX: the name is what the sender wrote")
            .unsigned()
            .itself(good())
            .mail(REQUIRED)
            .relayed(1)
            .shows("mx=NO_MX", "must pass PKIX"),
        row("C18", RULE, "a domain without MX whose certificate is for another name")
            .unsigned()
            .itself(named("other.example"))
            .mail(REQUIRED)
            .failed("5.7.10"),
        row("C18", RULE, "an address literal: the address has to be in the certificate")
            .mx(addressed())
            .mail(REQUIRED)
            .at("[{a}]")
            .relayed(1),
        row("C18", RULE, "an address literal that is not in the certificate")
            .mx(good())
            .mail(REQUIRED)
            .at("[{a}]")
            .failed("5.7.10")
            .says("is for another name"));
  }

  static List<TlsCase> notifications() {
    return List.of(
        row("C19 4.3/1", "RFC 8689 §5", "a notification prefers the host that keeps the promise")
            .mx(good().withoutRequireTls())
            .mx(good())
            .mail(REQUIRED, Sender.SERVER)
            .relayed(2),
        row("C19 4.3/2", "RFC 8689 §5", "no host promises it: redacted, but never dropped")
            .mx(good().withoutRequireTls())
            .mail(REQUIRED, Sender.SERVER)
            .relayed(1)
            .weaker()
            .shows("as DEFAULT (null reverse-path)"),
        row("C19 4.3/2", "RFC 8689 §5", "not even TLS: redacted, in clear")
            .unsigned()
            .mx(clear())
            .mail(REQUIRED, Sender.SERVER)
            .relayed(1)
            .inClear()
            .weaker(),
        row("C19", "RFC 8689 §5", "a failure that may heal is waited for, not gone round")
            .mx(good().answers("STARTTLS", "454 4.7.0 not now"))
            .mail(REQUIRED, Sender.SERVER)
            .deferred("4.7.10"),
        row("C20 4.3/3", "RFC 8689 §5", "its DSN over a protected path, RET=FULL disregarded")
            .mx(good().answers("RCPT", "550 nobody"))
            .witness(
                "queue.RecordingTest#aNotificationOfRequiredMailIsRequiredAndShowsOnlyWhatTheSenderNeeds")
            .mail(REQUIRED)
            .failed("5.0.0")
            .heardBy(1)
            .mail(REQUIRED, Sender.SELF)
            .relayed(1),
        row("C20 4.3/3", "RFC 8689 §5", "its DSN where nothing is protected: what identifies it")
            .unsigned()
            .mx(clear())
            .witness(
                "report.DsnComposerTest#neverReturnsMoreOfRequiredMailThanTheSenderRecognisesItBy")
            .mail(REQUIRED)
            .failed("5.7.10")
            .mail(REQUIRED, Sender.SELF)
            .relayed(1)
            .inClear()
            .weaker());
  }
}
