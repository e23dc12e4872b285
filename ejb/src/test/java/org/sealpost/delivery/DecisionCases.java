package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.LabHost.clear;
import static org.sealpost.delivery.LabHost.good;
import static org.sealpost.delivery.LabHost.strange;
import static org.sealpost.delivery.LabHost.stranger;
import static org.sealpost.delivery.LabTlsa.OWN_KEY;
import static org.sealpost.delivery.LabTlsa.WRONG;
import static org.sealpost.delivery.TlsCase.row;
import static org.sealpost.smtp.TlsRequirement.DEFAULT;
import static org.sealpost.smtp.TlsRequirement.OPTIONAL;
import static org.sealpost.smtp.TlsRequirement.REQUIRED;

import java.util.List;
import java.util.Set;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.config.Route.Security;
import org.sealpost.config.Route.Verification;
import org.sealpost.delivery.LabMail.Sender;
import org.sealpost.lab.LabZone;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.testkit.TestAuthority.Request;

/** The rows of the decision itself that no other case shows, and what the operator lays down. */
final class DecisionCases {
  private static final String REQUIRE_TLS = "RFC 8689 §4.2.1";

  private DecisionCases() {}

  static List<TlsCase> usual() {
    return List.of(
        row("4.1/1", "RFC 8461 §2", "DANE and an enforced policy: both have to be content")
            .mx(stranger().tlsa(OWN_KEY))
            .mx(good().tlsa(OWN_KEY))
            .policy("enforce", "*.{d}")
            .mail(DEFAULT)
            .relayed(2)
            .shows("must pass DANE and PKIX", "PKIX: VERIFIED", "DANE: VERIFIED_EE"),
        row("4.1/5", "RFC 7435 §3", "nothing published: TLS where there is some, unchecked")
            .unsigned()
            .mx(stranger())
            .mail(DEFAULT)
            .relayed(1)
            .shows("TLS if offered, certificate not checked"),
        row("4.1/5", "RFC 7435 §3", "nothing published, no TLS")
            .unsigned()
            .mx(clear())
            .mail(DEFAULT)
            .relayed(1)
            .inClear(),
        row("4.1/5", "RFC 7435 §3", "nothing published, the handshake fails: once more without")
            .unsigned()
            .mx(good().fault("no TLS after its 220 to STARTTLS", Fault.BROKEN_HANDSHAKE))
            .mail(DEFAULT)
            .relayed(1)
            .inClear()
            .connections(2)
            .shows("TLS failed"),
        row("4.1/5", "RFC 7435 §3", "the same where the operator forbids it")
            .unsigned()
            .noPlaintext()
            .mx(good().fault("no TLS after its 220 to STARTTLS", Fault.BROKEN_HANDSHAKE))
            .mx(clear())
            .mail(DEFAULT)
            .deferred("4.7.5"),
        row("4.1/8", "RFC 8461 §5", "a host without TLS where it is needed: the next one")
            .unsigned()
            .mx(clear())
            .mx(good().answers("STARTTLS", "454 not now"))
            .mx(good())
            .policy("enforce", "*.{d}")
            .mail(DEFAULT)
            .relayed(3)
            .connections(1, 1, 1));
  }

  static List<TlsCase> lookups() {
    return List.of(
        row("3/1", "RFC 4035 §5.5", "a bogus MX answer is never an unsigned one")
            .in(LabZone.EXPIRED)
            .mx(good())
            .mail(DEFAULT)
            .deferred("4.4.3")
            .mail(OPTIONAL)
            .deferred("4.4.3")
            .mail(REQUIRED)
            .deferred("4.4.3")
            .connections(0),
        row("3/2", "RFC 5321 §5.1", "an MX lookup that fails")
            .in(LabZone.BROKEN)
            .mx(good())
            .mail(DEFAULT)
            .deferred("4.4.3")
            .mail(REQUIRED)
            .deferred("4.4.3")
            .connections(0));
  }

  static List<TlsCase> required() {
    return List.of(
        row("4.2/4", REQUIRE_TLS, "DNSSEC, DANE and an enforced policy together")
            .mx(good().tlsa(OWN_KEY))
            .policy("enforce", "mx1.{d}")
            .mail(REQUIRED)
            .relayed(1)
            .shows("must pass DANE and PKIX"),
        row("4.2/6", "RFC 8461 §5", "an enforced policy that does not name the host excludes it")
            .mx(good().tlsa(OWN_KEY))
            .policy("enforce", "other.example")
            .mail(REQUIRED)
            .failed("5.7.10")
            .says("policy does not list it")
            .connections(0),
        row("4.2/7", "RFC 8689 §2", "a policy in testing mode vouches for the name as well")
            .unsigned()
            .mx(good())
            .policy("testing", "mx1.{d}")
            .mail(REQUIRED)
            .relayed(1)
            .shows("sts=TESTING_MATCH", "must pass PKIX"),
        row("4.2/7", "RFC 8689 §2", "a policy in testing mode that does not name the host")
            .unsigned()
            .mx(good())
            .policy("testing", "other.example")
            .mail(REQUIRED)
            .failed("5.7.10")
            .connections(0),
        row("4.2/8", "RFC 8689 §2", "the same where the operator does not accept it")
            .unsigned()
            .testingDoesNotCount()
            .mx(good())
            .policy("testing", "mx1.{d}")
            .mail(REQUIRED)
            .failed("5.7.10")
            .connections(0),
        row("4.2/12", REQUIRE_TLS, "no verified session: the operator lets it wait")
            .grace()
            .mx(clear())
            .mail(REQUIRED)
            .deferred("4.7.10"),
        row("4.2/9 4.2/10", REQUIRE_TLS, "one lacks the keyword, the other refuses for now")
            .mx(good().withoutRequireTls())
            .mx(good().answers("CONNECT", "421 busy"))
            .mail(REQUIRED)
            .deferred("4.3.2"));
  }

  static List<TlsCase> optional() {
    return List.of(
        row("C21 4.4/1", "RFC 8689 §4.2.2", "another key, another name, expired, not in the policy")
            .mx(
                strange("expired certificate of an unknown authority", Request::expired)
                    .tlsa(WRONG))
            .policy("enforce", "other.example")
            .mail(OPTIONAL)
            .relayed(1)
            .then("nobody asked for the policy", run -> assertThat(run.policyRequests()).isZero()),
        row("C21 4.4/2", "RFC 8689 §4.2.2", "broken TLS, even where plaintext is forbidden")
            .noPlaintext()
            .mx(
                good()
                    .tlsa(WRONG)
                    .fault("no TLS after its 220 to STARTTLS", Fault.BROKEN_HANDSHAKE))
            .policy("enforce", "mx1.{d}")
            .mail(OPTIONAL)
            .relayed(1)
            .inClear()
            .connections(2),
        row(
                "C22 4.4/3",
                "RFC 8689 §4.2.2",
                "the server wants TLS and offers none: the sender is told")
            .unsigned()
            .mx(
                clear()
                    .does("ENHANCEDSTATUSCODES", s -> s.keywords("ENHANCEDSTATUSCODES"))
                    .answers("MAIL", "530 5.7.0 Must issue a STARTTLS command first"))
            .witness("queue.RecordingTest#aNotificationOfOptionalMailSaysSoItself")
            .mail(OPTIONAL)
            .failed("5.7.0")
            .heardBy(1)
            .says("530", "Must issue a STARTTLS command first")
            .mail(OPTIONAL, Sender.SELF)
            .relayed(1)
            .inClear());
  }

  static List<TlsCase> routes() {
    return List.of(
        row("4.5/1", "tls-policy §4.5", "an opportunistic route, no TLS there")
            .mx(clear())
            .route(Security.OPPORTUNISTIC, Verification.NONE)
            .mail(DEFAULT)
            .relayed(1)
            .inClear(),
        row("4.5/2 4.5/8", "tls-policy §4.5", "a route with STARTTLS and a check that fails")
            .mx(stranger())
            .route(Security.STARTTLS, Verification.PKIX)
            .mail(DEFAULT)
            .deferred("4.7.5")
            .mail(OPTIONAL)
            .deferred("4.7.5"),
        row("4.5/2", "tls-policy §4.5", "a route with STARTTLS, and none there")
            .mx(clear())
            .route(Security.STARTTLS, Verification.NONE)
            .mail(DEFAULT)
            .deferred("4.7.10"),
        row("4.5/3 4.5/5", "tls-policy §4.5", "a route with TLS from the first octet")
            .mx(good().implicitTls())
            .route(Security.IMPLICIT, Verification.PKIX)
            .mail(DEFAULT)
            .relayed(1)
            .mail(REQUIRED)
            .relayed(1),
        row("4.5/4 4.5/6", "tls-policy §4.5", "a route without TLS, which the server offers")
            .mx(good())
            .route(Security.NONE, Verification.NONE)
            .mail(DEFAULT)
            .relayed(1)
            .inClear()
            .mail(REQUIRED)
            .failed("5.7.10")
            .connections(1));
  }

  private static OperatorExceptions laidDown(boolean requireTls, boolean forbidPlaintext) {
    return new OperatorExceptions(requireTls, forbidPlaintext, false, false, Set.of());
  }

  static List<TlsCase> operator() {
    return List.of(
        row("C23", "tls-policy §6", "the requirement is changed between attempts")
            .witness("queue.DispatcherTest#anAttemptThatHasNotBegunGoesByTheChangedRequirement")
            .unsigned()
            .grace()
            .mx(stranger())
            .mail(REQUIRED)
            .deferred("4.7.10")
            .mail(OPTIONAL)
            .relayed(1)
            .mail(DEFAULT)
            .relayed(1)
            .mail(REQUIRED)
            .deferred("4.7.10"),
        row("C25", "tls-policy §4.1", "plaintext forbidden for a domain")
            .unsigned()
            .exceptions("no plaintext", laidDown(false, true))
            .mx(clear())
            .mail(DEFAULT)
            .deferred("4.7.10")
            .mail(OPTIONAL)
            .deferred("4.7.10"),
        row("C25", "tls-policy §4.1", "verified TLS for a domain")
            .unsigned()
            .exceptions("TLS required", laidDown(true, false))
            .mx(stranger())
            .mx(good())
            .mail(DEFAULT)
            .relayed(2)
            .shows("must pass PKIX"));
  }

  static List<TlsCase> exceptions() {
    return List.of(
        row("C25", "tls-policy §4.2", "DANE ignored for a domain, never for REQUIRED mail")
            .exceptions("DANE ignored", new OperatorExceptions(false, false, true, false, Set.of()))
            .mx(stranger().tlsa(WRONG))
            .mail(DEFAULT)
            .relayed(1)
            .mail(REQUIRED)
            .failed("5.7.10"),
        row("C25", "tls-policy §4.2", "MTA-STS ignored for a domain, never for REQUIRED mail")
            .exceptions(
                "MTA-STS ignored", new OperatorExceptions(false, false, false, true, Set.of()))
            .mx(good())
            .policy("enforce", "other.example")
            .mail(DEFAULT)
            .relayed(1)
            .mail(REQUIRED)
            .failed("5.7.10"),
        row("C25", "tls-policy §4.1", "a pinned key the server does not have")
            .unsigned()
            .exceptions(
                "a pinned key",
                new OperatorExceptions(false, false, false, false, Set.of("ab".repeat(32))))
            .mx(good())
            .mail(DEFAULT)
            .deferred("4.7.5")
            .says("does not have the key pinned"),
        row("C25", "RFC 5890 §2.3.2.1", "an exception for A-labels, mail to U-labels")
            .unsigned()
            .records("xn--bcher-kva.{d}. MX 10 mx1.{d}.")
            .exceptionsAt("xn--bcher-kva.{d}", "no plaintext", laidDown(false, true))
            .mx(clear())
            .mail(DEFAULT)
            .at("b\u00fccher.{d}")
            .deferred("4.7.10")
            .mail(DEFAULT)
            .relayed(1)
            .inClear());
  }
}
