package org.sealpost.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sealpost.client.TlsUse;
import org.sealpost.config.Route;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Reason;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.TlsRequirement;

/**
 * Decides the transport security of one delivery to one host. Pure.
 *
 * <p>REQUIRED goes only to a host whose name is authenticated (DNSSEC, MTA-STS, or the name the
 * sender wrote) and whose certificate can be checked, over TLS, to a peer that promises the same
 * (RFC 8689 §4.2.1). DEFAULT follows what the domain publishes: DANE (RFC 7672), an enforced
 * MTA-STS policy (RFC 8461), else opportunistic TLS (RFC 7435). OPTIONAL ignores what the domain
 * publishes and still prefers TLS (RFC 8689 §4.2.2).
 */
public final class TransportPolicy {
  private final PolicySettings settings;

  /** A policy with the operator's choices. */
  public TransportPolicy(PolicySettings settings) {
    this.settings = settings;
  }

  /**
   * The requirements to go by, one after the other: the next one counts only where no host
   * satisfied the one before.
   *
   * @param nullReversePath whether the message is a notification with {@code MAIL FROM:<>}
   */
  public static List<TlsRequirement> stages(TlsRequirement requirement, boolean nullReversePath) {
    // RFC 8689 §5: REQUIRETLS should not cause a bounce to be discarded.
    return requirement == TlsRequirement.REQUIRED && nullReversePath
        ? List.of(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT)
        : List.of(requirement);
  }

  /** Decides about a host found by MX lookup. */
  public TransportDecision decide(TlsRequirement requirement, HostFacts facts) {
    return switch (facts.mx()) {
      case BOGUS -> new Skip(Reason.BOGUS_MX);
      case TEMPORARY_FAILURE, NO_SUCH_DOMAIN, NULL_MX -> new Skip(Reason.NO_HOST);
      case SECURE, INSECURE, NO_MX ->
          switch (requirement) {
            case REQUIRED -> decideRequired(facts);
            case DEFAULT -> decideDefault(facts);
            // RFC 8689 §4.2.2: TLS if possible, and no failure because of it.
            case OPTIONAL ->
                new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true);
          };
    };
  }

  /**
   * Decides about a host found by MX lookup under what the operator has laid down for the domain.
   */
  public TransportDecision decide(
      TlsRequirement requirement, HostFacts facts, OperatorExceptions exceptions) {
    // An exception never weakens REQUIRED mail: for it all facts count.
    boolean all = requirement == TlsRequirement.REQUIRED;
    return under(exceptions, decide(requirement, all ? facts : exceptions.applied(facts)));
  }

  /** Decides about a fixed route under what the operator has laid down for the domain. */
  public TransportDecision decide(
      TlsRequirement requirement, Route route, DaneFact dane, OperatorExceptions exceptions) {
    return under(exceptions, decide(requirement, route, dane));
  }

  /** What exceptions ask for beyond a decision; it only ever becomes stricter. */
  private static TransportDecision under(
      OperatorExceptions exceptions, TransportDecision decision) {
    if (!(decision instanceof Connect connect) || !exceptions.demandsTls()) {
      return decision;
    }
    if (connect.tls() == TlsUse.NONE) {
      return new Skip(Reason.EXCEPTION_NEEDS_TLS);
    }
    Set<String> pins = inBoth(connect.pins(), exceptions.pins());
    if (pins.isEmpty() && !connect.pins().isEmpty()) {
      return new Skip(Reason.PINS_CONTRADICT); // without pins any key would do
    }
    boolean unchecked = connect.check() == CertificateCheck.NONE && pins.isEmpty();
    return new Connect(
        connect.tls() == TlsUse.IMPLICIT ? TlsUse.IMPLICIT : TlsUse.STARTTLS,
        unchecked && exceptions.requireTls() ? CertificateCheck.PKIX : connect.check(),
        connect.requireTls(),
        false,
        pins);
  }

  private static Set<String> inBoth(Set<String> some, Set<String> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    Set<String> both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }

  private TransportDecision decideRequired(HostFacts facts) {
    if (facts.mtaSts().isForbidden()) {
      // RFC 8461 §5: no final failure before a look for a newer policy.
      boolean sure = facts.mtaSts() == MtaStsFact.ENFORCE_MISMATCH;
      return new Skip(sure ? Reason.NOT_IN_POLICY_FOR_REQUIRED : Reason.NOT_IN_POLICY);
    }
    if (!isNameAuthenticated(facts)) {
      boolean mayComeToBe = facts.mtaSts() == MtaStsFact.UNAVAILABLE;
      return new Skip(mayComeToBe ? Reason.POLICY_UNAVAILABLE : Reason.NAME_NOT_AUTHENTICATED);
    }
    return switch (facts.dane()) {
      case LOOKUP_FAILED -> new Skip(Reason.DANE_LOOKUP_FAILED);
      case USABLE -> needed(daneUnder(facts.mtaSts()), true);
      case UNUSABLE, NOT_APPLICABLE -> needed(CertificateCheck.PKIX, true);
    };
  }

  /** RFC 8689 §4.2.1 step 2; without MX records there is no lookup to be vouched for. */
  private boolean isNameAuthenticated(HostFacts facts) {
    if (facts.mx() == MxFact.SECURE || facts.mx() == MxFact.NO_MX) {
      return true;
    }
    boolean counts = facts.mtaSts() == MtaStsFact.ENFORCE_MATCH || settings.testingPolicyCounts();
    return facts.mtaSts().isMatch() && counts;
  }

  private TransportDecision decideDefault(HostFacts facts) {
    if (facts.mtaSts().isForbidden()) {
      return new Skip(Reason.NOT_IN_POLICY); // RFC 8461 §5
    }
    boolean enforced = facts.mtaSts() == MtaStsFact.ENFORCE_MATCH;
    return switch (facts.dane()) {
      case LOOKUP_FAILED -> new Skip(Reason.DANE_LOOKUP_FAILED); // RFC 7672 §2.1.2
      case USABLE -> needed(daneUnder(facts.mtaSts()), false);
      // RFC 7672 §2.2: records that cannot be used still say that there is TLS.
      case UNUSABLE -> needed(enforced ? CertificateCheck.PKIX : CertificateCheck.NONE, false);
      case NOT_APPLICABLE -> enforced ? needed(CertificateCheck.PKIX, false) : opportunistic();
    };
  }

  /** RFC 8461 §2: an enforced policy does not replace DANE, nor does DANE replace it. */
  private static CertificateCheck daneUnder(MtaStsFact mtaSts) {
    return mtaSts == MtaStsFact.ENFORCE_MATCH
        ? CertificateCheck.DANE_AND_PKIX
        : CertificateCheck.DANE;
  }

  private static Connect needed(CertificateCheck check, boolean requireTls) {
    return new Connect(TlsUse.STARTTLS, check, requireTls, false);
  }

  private Connect opportunistic() {
    return settings.plaintextFallback()
        ? new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true)
        : needed(CertificateCheck.NONE, false);
  }

  /**
   * Decides about a fixed route, which states its own security. OPTIONAL takes back nothing of what
   * the operator demands of a route; it only retries without TLS where the route is opportunistic.
   *
   * @param dane what the TLSA records of the route's host say; counts only where the route is to be
   *     checked by them
   */
  public TransportDecision decide(TlsRequirement requirement, Route route, DaneFact dane) {
    // A trusted route is final delivery: REQUIRETLS is about the way there (RFC 8689 §4.2.1).
    boolean required = requirement == TlsRequirement.REQUIRED && !route.trusted();
    if (required && !route.isVerified()) {
      return new Skip(Reason.ROUTE_NOT_VERIFIED);
    }
    return switch (route.security()) {
      case IMPLICIT -> encrypted(TlsUse.IMPLICIT, route, dane, required);
      case STARTTLS -> encrypted(TlsUse.STARTTLS, route, dane, required);
      case OPPORTUNISTIC -> {
        boolean optional = requirement == TlsRequirement.OPTIONAL;
        yield new Connect(
            TlsUse.STARTTLS_IF_OFFERED,
            CertificateCheck.NONE,
            false,
            optional || settings.plaintextFallback());
      }
      case NONE -> new Connect(TlsUse.NONE, CertificateCheck.NONE, false, false);
    };
  }

  private static TransportDecision encrypted(
      TlsUse use, Route route, DaneFact dane, boolean required) {
    return switch (route.verification()) {
      case PKIX -> new Connect(use, CertificateCheck.PKIX, required, false);
      case FINGERPRINT ->
          new Connect(use, CertificateCheck.NONE, required, false, route.fingerprints());
      case NONE -> new Connect(use, CertificateCheck.NONE, required, false);
      case DANE ->
          switch (dane) {
            case USABLE -> new Connect(use, CertificateCheck.DANE, required, false);
            case LOOKUP_FAILED -> new Skip(Reason.DANE_LOOKUP_FAILED);
            case UNUSABLE, NOT_APPLICABLE ->
                new Skip(
                    required ? Reason.ROUTE_WITHOUT_DANE_FOR_REQUIRED : Reason.ROUTE_WITHOUT_DANE);
          };
    };
  }
}
