package org.sealpost.tlsrpt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.Published;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.mtasts.PolicyFetch;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.smtp.Domain;

/**
 * Makes of the trace of an attempt what its sessions showed under the policies that apply (RFC 8460
 * §4.3). Pure; it goes by what the domain publishes and what the host showed alone, never by what
 * the message required: a session that OPTIONAL mail was content with may have failed, and one that
 * REQUIRED mail had to give up may have done all that the domain promises.
 */
public final class SessionResults {
  private final String domain;
  private final HostTrace trace;
  private final Published published;
  private final SessionVerdict verdict;
  private final List<SessionResult> results = new ArrayList<>();

  private SessionResults(String domain, HostTrace trace) {
    this.domain = domain;
    this.trace = trace;
    this.published = trace.origin().published();
    this.verdict = new SessionVerdict(trace);
  }

  /**
   * What to count of an attempt.
   *
   * @param domain the recipients' domain
   * @param hosts the trace; one that was recorded gives the same failures, under policies without
   *     their words
   */
  public static List<SessionResult> of(Domain domain, List<HostTrace> hosts) {
    List<SessionResult> all = new ArrayList<>();
    if (!domain.isAddressLiteral()) { // nobody publishes a policy for one
      hosts.forEach(host -> all.addAll(new SessionResults(domain.name(), host).results()));
    }
    return List.copyOf(all);
  }

  private List<SessionResult> results() {
    SessionEvidence session = trace.session();
    if (session != null && session.ends().again()) {
      return List.of(); // it was counted when it was new to the domain
    }
    switch (trace.origin().source()) {
      case MX, DOMAIN -> found();
      case ROUTE -> routed();
      case NOWHERE -> nowhere();
      case LOCAL -> {
        // no session
      }
    }
    return results;
  }

  private void nowhere() {
    if (published.bogusMx()) {
      none(List.of(detailWithoutHost(ResultType.DNSSEC_INVALID, "mx-bogus")));
    }
  }

  private void found() {
    HostOrigin origin = trace.origin();
    boolean anyPolicy = false;
    if (origin.dane() != null && origin.dane() != DaneFact.NOT_APPLICABLE) {
      dane(origin.dane());
      anyPolicy = true;
    }
    if (isUnderSts(origin)) {
      sts(origin);
      anyPolicy = true;
    }
    if (!anyPolicy) {
      PolicyFetch.Fault fault = published.stsFault();
      if (fault != null && verdict.isSession()) {
        List<FailureDetail> details = new ArrayList<>();
        details.add(detail(type(fault), ""));
        details.addAll(details(verdict.byNoPolicy()));
        none(details);
      } else if (verdict.isSession()) {
        none(details(verdict.byNoPolicy()));
      }
    }
  }

  private static boolean isUnderSts(HostOrigin origin) {
    String policy = origin.policy();
    return policy != null && (policy.startsWith("enforce ") || policy.startsWith("testing "));
  }

  private void sts(HostOrigin origin) {
    MtaStsFact fact = origin.mtaSts();
    boolean match = fact != null && fact.isMatch();
    AppliedPolicy policy =
        new AppliedPolicy(PolicyType.STS, published.sts(), domain, published.mx());
    List<FailureDetail> details = new ArrayList<>();
    if (!match) {
      // RFC 8461 §4.1. Of an enforced policy the host is not even connected to; the domain has to
      // hear of that most of all.
      details.add(detail(ResultType.VALIDATION_FAILURE, "sts-policy-mx-mismatch"));
    }
    if (verdict.isSession()) {
      details.addAll(details(verdict.byPkix()));
    }
    if (!match || verdict.isSession()) {
      add(policy, details);
    }
  }

  private void dane(DaneFact fact) {
    String base = published.tlsa().baseDomain();
    AppliedPolicy policy =
        new AppliedPolicy(
            PolicyType.TLSA,
            published.tlsa().records(),
            base == null ? trace.host() : base, // RFC 8460 §1.1: the TLSA base domain
            List.of(trace.host()));
    switch (fact) {
      case LOOKUP_FAILED ->
          add(
              policy,
              List.of(
                  detail(
                      ResultType.DNSSEC_INVALID,
                      published.tlsa().bogus() ? "tlsa-bogus" : "tlsa-lookup-failed")));
      case UNUSABLE -> {
        if (verdict.isSession()) {
          List<FailureDetail> details = new ArrayList<>();
          details.add(detail(ResultType.TLSA_INVALID, "no-usable-tlsa-record"));
          details.addAll(details(verdict.byNoPolicy()));
          add(policy, details);
        }
      }
      case USABLE -> {
        if (verdict.isSession()) {
          add(policy, details(verdict.byDane()));
        }
      }
      case NOT_APPLICABLE -> throw new AssertionError(fact);
    }
  }

  /** RFC 7672 §6: a route that is to be checked by DANE is one where DANE is mandatory. */
  private void routed() {
    DaneFact fact = published.mandatoryDane();
    if (fact == null) {
      return;
    }
    if (fact == DaneFact.NOT_APPLICABLE) {
      AppliedPolicy none =
          new AppliedPolicy(PolicyType.NO_POLICY_FOUND, List.of(), trace.host(), List.of());
      add(none, List.of(detail(ResultType.DANE_REQUIRED, "")));
    } else {
      dane(fact);
    }
  }

  private void none(List<FailureDetail> failures) {
    add(new AppliedPolicy(PolicyType.NO_POLICY_FOUND, List.of(), domain, List.of()), failures);
  }

  private void add(AppliedPolicy policy, List<FailureDetail> failures) {
    results.add(new SessionResult(domain, policy, failures));
  }

  private static ResultType type(PolicyFetch.Fault fault) {
    return switch (fault) {
      case FETCH_ERROR -> ResultType.STS_POLICY_FETCH_ERROR;
      case INVALID -> ResultType.STS_POLICY_INVALID;
      case WEBPKI_INVALID -> ResultType.STS_WEBPKI_INVALID;
    };
  }

  private List<FailureDetail> details(SessionVerdict.@Nullable Why why) {
    return why == null ? List.of() : List.of(detail(why.type(), why.reason()));
  }

  private FailureDetail detail(ResultType type, String reason) {
    SessionEvidence session = trace.session();
    return new FailureDetail(
        type,
        session == null ? null : IpText.of(session.ends().own()),
        trace.host(),
        session == null ? null : session.ends().peerName(),
        IpText.of(withoutPort(trace.address())),
        reason);
  }

  private static FailureDetail detailWithoutHost(ResultType type, String reason) {
    return new FailureDetail(type, null, null, null, null, reason);
  }

  /** {@code 192.0.2.1:25} and {@code [2001:db8::1]:25} without port and brackets. */
  private static @Nullable String withoutPort(@Nullable String address) {
    if (address == null) {
      return null;
    }
    String host = address.substring(0, address.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
