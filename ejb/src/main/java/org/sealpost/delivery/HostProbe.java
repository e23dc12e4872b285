package org.sealpost.delivery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.Deadline;
import org.sealpost.client.Peer;
import org.sealpost.client.SessionFault;
import org.sealpost.client.SessionOpening;
import org.sealpost.client.SmtpClient;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.TlsFacts;
import org.sealpost.client.TlsUse;
import org.sealpost.client.dane.DaneCheck;
import org.sealpost.client.dane.TlsaSet;
import org.sealpost.delivery.Outlook.Expected;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.DnsClient;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** Looks at one host without sending mail: decides for each requirement, opens, judges, QUIT. */
final class HostProbe {
  private static final int MOST_ADDRESSES = 2;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(6);

  private final HostRules rules;
  private final DnsClient dns;
  private final SmtpClient client;
  private final DaneCheck daneCheck;

  HostProbe(HostRules rules, DnsClient dns, SmtpClient client, DaneCheck daneCheck) {
    this.rules = rules;
    this.dns = dns;
    this.client = client;
    this.daneCheck = daneCheck;
  }

  /** What was decided for one requirement. */
  private record Choice(TransportDecision decision, OperatorExceptions laidDown) {
    Expected ends(Expectation expectation) {
      return new Expected(decision, laidDown, expectation);
    }
  }

  /** Looks. Blocks until the deadline at most, but for look-ups, which have limits of their own. */
  Outlook.Host look(TargetHost found, Domain domain, Deadline deadline) {
    TargetHost host = rules.completed(found);
    Map<TlsRequirement, Choice> choices = decide(host, domain);
    List<Connect> demands = connections(choices);
    if (demands.isEmpty()) {
      return without(host, null, null, "", choices, HostEnd.MAY_HEAL);
    }
    InetAddress known = host.address();
    List<InetAddress> addresses = known == null ? addresses(host) : List.of(known);
    Outlook.Host last =
        without(host, null, null, "It has no IP address.", choices, HostEnd.REFUSED);
    for (InetAddress address : addresses) {
      Peer peer = peer(host, address, demands);
      SessionOpening opening = client.open(peer, use(demands), CONNECT_LIMIT, deadline);
      if (opening instanceof SessionOpening.Opened opened) {
        return judged(host, opened.session(), choices);
      }
      if (!(opening instanceof SessionOpening.NotOpened notOpened)) {
        throw new AssertionError(opening);
      }
      last = failed(host, peer, notOpened.fault(), choices);
      if (notOpened.fault().kind() != SessionFault.Kind.CONNECT_FAILED) {
        return last;
      }
    }
    return last;
  }

  /** A host that has not answered before the time was over. */
  Outlook.Host silent(TargetHost host, Domain domain) {
    String problem = "It did not answer in time.";
    return without(host, null, null, problem, decide(host, domain), HostEnd.MAY_HEAL);
  }

  private Map<TlsRequirement, Choice> decide(TargetHost host, Domain domain) {
    Map<TlsRequirement, Choice> choices = new EnumMap<>(TlsRequirement.class);
    for (TlsRequirement requirement : TlsRequirement.values()) {
      OperatorExceptions laidDown = rules.exceptions(domain, requirement);
      choices.put(requirement, new Choice(rules.decide(host, requirement, laidDown), laidDown));
    }
    return choices;
  }

  private static List<Connect> connections(Map<TlsRequirement, Choice> choices) {
    return choices.values().stream()
        .map(Choice::decision)
        .filter(Connect.class::isInstance)
        .map(Connect.class::cast)
        .toList();
  }

  /** As much TLS as any of them would use; what the others demand is judged afterwards. */
  private static TlsUse use(Collection<Connect> demands) {
    if (demands.stream().anyMatch(demand -> demand.tls() == TlsUse.IMPLICIT)) {
      return TlsUse.IMPLICIT;
    }
    boolean never = demands.stream().allMatch(demand -> demand.tls() == TlsUse.NONE);
    return never ? TlsUse.NONE : TlsUse.STARTTLS_IF_OFFERED;
  }

  private List<InetAddress> addresses(TargetHost host) {
    if (dns.addresses(host.name()) instanceof AddressAnswer.Addresses found) {
      List<InetAddress> all = found.addresses();
      return all.subList(0, Math.min(all.size(), MOST_ADDRESSES));
    }
    return List.of();
  }

  private static Peer peer(TargetHost host, InetAddress address, List<Connect> demands) {
    TlsaSet tlsa = host.tlsa();
    boolean dane = demands.stream().anyMatch(one -> one.check().wantsDane());
    // RFC 7672 §8.1
    String serverName = tlsa == null || !dane ? host.name() : tlsa.baseDomain();
    return new Peer(host.name(), serverName, new InetSocketAddress(address, host.port()));
  }

  private Outlook.Host judged(
      TargetHost host, SmtpClientSession session, Map<TlsRequirement, Choice> choices) {
    SessionEvidence shown = SessionEvidence.of(session, null);
    SessionEvidence most = shown;
    Map<TlsRequirement, Expected> expected = new EnumMap<>(TlsRequirement.class);
    for (Map.Entry<TlsRequirement, Choice> each : choices.entrySet()) {
      Choice choice = each.getValue();
      if (choice.decision() instanceof Connect connect) {
        SessionJudgement judgement =
            SessionJudgement.of(connect, session, host.tlsa(), daneCheck, shown);
        most = richer(most, judgement.evidence());
        SessionJudgement.Objection objection = judgement.objection();
        Expectation end =
            objection == null ? sent(connect, session) : Expectation.of(objection.end());
        expected.put(each.getKey(), choice.ends(end));
      } else {
        expected.put(each.getKey(), skipped(choice));
      }
    }
    session.quit();
    String address = session.peer().addressText();
    return new Outlook.Host(
        host.name(), address, host.origin(), most, key(session.tls()), "", expected);
  }

  private static Expectation sent(Connect connect, SmtpClientSession session) {
    if (session.tls() == null) {
      return Expectation.PLAINTEXT;
    }
    boolean proved = connect.check() != CertificateCheck.NONE || !connect.pins().isEmpty();
    return proved ? Expectation.PROTECTED : Expectation.ENCRYPTED;
  }

  private static SessionEvidence richer(SessionEvidence one, SessionEvidence other) {
    return one.dane() == null && (other.dane() != null || one.pinned() == null) ? other : one;
  }

  private static @Nullable String key(@Nullable TlsFacts tls) {
    List<X509Certificate> chain = tls == null ? List.of() : tls.chain();
    return chain.isEmpty() ? null : KeyPin.of(chain.get(0));
  }

  private static Outlook.Host failed(
      TargetHost host, Peer peer, SessionFault fault, Map<TlsRequirement, Choice> choices) {
    String problem = Failures.notOpened(host.name(), fault).explanation();
    SessionEvidence none = SessionEvidence.none(fault.kind());
    Outlook.Host strict =
        without(host, peer.addressText(), none, problem, choices, HostAttempt.end(fault));
    if (!fault.kind().isTlsFailure()) {
      return strict;
    }
    Map<TlsRequirement, Expected> expected = new EnumMap<>(strict.expected());
    choices.forEach(
        (requirement, choice) -> {
          if (choice.decision() instanceof Connect connect && connect.retryPlain()) {
            expected.put(requirement, choice.ends(Expectation.PLAINTEXT));
          }
        });
    return new Outlook.Host(
        host.name(), peer.addressText(), host.origin(), none, null, problem, expected);
  }

  private static Outlook.Host without(
      TargetHost host,
      @Nullable String address,
      @Nullable SessionEvidence session,
      String problem,
      Map<TlsRequirement, Choice> choices,
      HostEnd end) {
    Map<TlsRequirement, Expected> expected = new EnumMap<>(TlsRequirement.class);
    choices.forEach(
        (requirement, choice) ->
            expected.put(
                requirement,
                choice.decision() instanceof Connect
                    ? choice.ends(Expectation.of(end))
                    : skipped(choice)));
    return new Outlook.Host(host.name(), address, host.origin(), session, null, problem, expected);
  }

  private static Expected skipped(Choice choice) {
    boolean mayHeal = choice.decision() instanceof Skip skip && skip.reason().mayHeal();
    return choice.ends(mayHeal ? Expectation.WAITS : Expectation.NOT_PROTECTED);
  }
}
