package org.sealpost.delivery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.client.Deadline;
import org.sealpost.client.Peer;
import org.sealpost.client.SessionFault;
import org.sealpost.client.SessionOpening;
import org.sealpost.client.SmtpClient;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.dane.DaneCheck;
import org.sealpost.client.dane.TlsaSet;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.DnsClient;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Carries a decision out at one host: addresses, session, check of the session, mail transaction.
 *
 * <p>Important: {@code objection} is the one gate between a session and a mail transaction. Every
 * session passes it, new or from the pool, and {@link SessionJudgement} only lets through what the
 * decision asked for.
 */
final class HostAttempt {
  /** Choice: RFC 5321 §5.1 lets a client limit how many it tries. */
  private static final int MOST_ADDRESSES = 5;

  private final DnsClient dns;
  private final SmtpClient client;
  private final SessionPool pool;
  private final ClientTimeouts timeouts;
  private final DaneCheck daneCheck;
  private final RouteSignIn routes;

  HostAttempt(
      DnsClient dns,
      SmtpClient client,
      SessionPool pool,
      ClientTimeouts timeouts,
      DaneCheck daneCheck,
      RouteSignIn routes) {
    this.dns = dns;
    this.client = client;
    this.pool = pool;
    this.timeouts = timeouts;
    this.daneCheck = daneCheck;
    this.routes = routes;
  }

  /**
   * What to do with a host.
   *
   * @param laidDown what the operator has laid down that counts for the message
   */
  record Choice(TransportDecision decision, OperatorExceptions laidDown) {}

  /**
   * Tries to hand the message to one host.
   *
   * @param round with the requirement that was decided by, which is weaker than that of the message
   *     only for a notification nobody takes under its own (RFC 8689 §5)
   * @param paths the recipients it is tried for
   */
  HostResult run(
      NextHopDelivery.Round round, List<ForwardPath> paths, TargetHost host, Choice choice) {
    DeliveryJob job = round.job();
    TransportDecision decision = choice.decision();
    Step step = new Step(round, paths, host, choice);
    HostResult result =
        decision instanceof Connect connect
            ? step.connect(connect)
            : step.skip(((Skip) decision).reason());
    DeliveryLog.host(job, result.trace());
    return result;
  }

  /** One run. */
  private final class Step {
    private final DeliveryJob job;
    private final Deadline deadline;
    private final TransactionRun transactions;
    private final TargetHost host;
    private final TlsRequirement stage;
    private final Choice choice;
    private final List<ForwardPath> paths;
    private String note = "";
    private SessionFault.@Nullable Kind plainAfter;
    private @Nullable SessionEvidence shown;
    private SessionPool.@Nullable Key lastKey;

    Step(NextHopDelivery.Round round, List<ForwardPath> paths, TargetHost host, Choice choice) {
      this.job = round.job();
      this.stage = round.stage();
      this.deadline = round.deadline();
      this.transactions = new TransactionRun(job, host.name(), paths);
      this.host = host;
      this.choice = choice;
      this.paths = paths;
    }

    HostResult skip(TransportDecision.Reason reason) {
      String status = reason.mayHeal() ? "4.7.10" : "5.7.10";
      Failure failure =
          Failures.atHost(status, host.name() + ": " + reason.explanation() + ".", host.name());
      return unusable(null, failure, reason.mayHeal() ? HostEnd.MAY_HEAL : HostEnd.NOT_VERIFIED);
    }

    HostResult connect(Connect connect) {
      Failure recent = routes.recentRefusal(host);
      if (recent != null) {
        return unusable(null, recent, HostEnd.MAY_HEAL);
      }
      InetAddress known = host.address();
      if (known != null) {
        return overAddresses(connect, List.of(known));
      }
      AddressAnswer answer = dns.addresses(host.name());
      if (answer instanceof AddressAnswer.Addresses found) {
        List<InetAddress> all = found.addresses();
        return overAddresses(connect, all.subList(0, Math.min(all.size(), MOST_ADDRESSES)));
      }
      boolean none = answer instanceof AddressAnswer.None;
      String words = none ? " has no IP address." : ": its IP address could not be looked up.";
      Failure failure = Failures.atHost(none ? "5.4.4" : "4.4.3", host.name() + words, host.name());
      return unusable(null, failure, none ? HostEnd.REFUSED : HostEnd.MAY_HEAL);
    }

    private HostResult overAddresses(Connect connect, List<InetAddress> addresses) {
      for (InetAddress address : addresses) {
        SessionPool.Key key = key(connect, address);
        SmtpClientSession idle = pool.take(key, job.nextHopDomain());
        if (idle != null) {
          return allOf(reuse(key, idle));
        }
      }
      // RFC 5321 §5.1 wants each tried, until one does; which one that is, they settle in a race.
      List<InetAddress> left = new ArrayList<>(addresses);
      HostResult last;
      do {
        last = allOf(fresh(connect, left));
      } while (!left.isEmpty()
          && last instanceof HostResult.Unusable unusable
          && mayDifferElsewhere(unusable));
      return last;
    }

    /** RFC 9422 §4.1: where one session may not carry all transactions, the next one goes on. */
    private HostResult allOf(HostResult result) {
      HostResult latest = result;
      SessionPool.Key key = lastKey;
      while (key != null
          && latest instanceof HostResult.Answered answered
          && transactions.hasLeft()) {
        HostResult next = fresh(key.demands(), alone(key.address()));
        if (next instanceof HostResult.Unusable unusable) {
          return new HostResult.Answered(answered.trace(), answered.recipients(), unusable);
        }
        latest = next;
      }
      return latest;
    }

    /** Whether another address of the same host could be better: it is about the connection. */
    private boolean mayDifferElsewhere(HostResult.Unusable unusable) {
      return unusable.end() == HostEnd.MAY_HEAL && !unusable.isOvertaken();
    }

    private HostResult reuse(SessionPool.Key key, SmtpClientSession idle) {
      Transaction transaction = transact(key, idle);
      if (!transaction.isStale()) {
        return transaction.result();
      }
      // Nothing of the message was answered, so nothing can be doubled.
      DeliveryLog.replaced(job, host.name());
      return fresh(key.demands(), alone(key.address()));
    }

    private static List<InetAddress> alone(InetAddress address) {
      return new ArrayList<>(List.of(address));
    }

    /** A new session, with whichever of these addresses answers first; those tried are removed. */
    private HostResult fresh(Connect demands, List<InetAddress> left) {
      TlsaSet tlsa = demands.check().wantsDane() ? host.tlsa() : null;
      // RFC 7672 §8.1
      String serverName = tlsa == null ? host.name() : tlsa.baseDomain();
      List<Peer> peers =
          left.stream()
              .map(each -> new InetSocketAddress(each, host.port()))
              .map(each -> new Peer(host.name(), serverName, each))
              .toList();
      SessionOpening opening = client.open(peers, demands.tls(), timeouts.connect(), deadline);
      if (opening instanceof SessionOpening.Opened opened) {
        InetAddress address = opened.session().peer().socketAddress().getAddress();
        left.remove(address);
        return transact(key(demands, address), opened.session()).result();
      }
      if (!(opening instanceof SessionOpening.NotOpened notOpened)) {
        throw new AssertionError(opening);
      }
      SessionFault fault = notOpened.fault();
      InetAddress address = notOpened.peer().socketAddress().getAddress();
      left.remove(address);
      if (fault.kind() == SessionFault.Kind.CONNECT_FAILED) {
        left.clear(); // all were in the race
      }
      if (fault.kind().isTlsFailure() && demands.retryPlain()) {
        DeliveryLog.withoutTls(job, host.name(), fault);
        note = "TLS failed (" + fault.kind() + "), sent without; ";
        plainAfter = fault.kind();
        SessionPool.Key plain = key(demands.withoutTls(), address);
        SmtpClientSession idle = pool.take(plain, job.nextHopDomain());
        return idle == null ? fresh(plain.demands(), alone(address)) : reuse(plain, idle);
      }
      SessionEvidence.Ends ends =
          new SessionEvidence.Ends(notOpened.ownAddress(), notOpened.peerName(), false);
      shown = SessionEvidence.none(fault.kind()).withEnds(ends);
      Failure failure = Failures.notOpened(host.name(), fault);
      return unusable(notOpened.peer().addressText(), failure, end(fault));
    }

    private Transaction transact(SessionPool.Key key, SmtpClientSession session) {
      if (host instanceof TargetHost.Found && client.isOurselves(session)) {
        session.quit();
        String address = session.peer().addressText();
        return new Transaction(
            unusable(address, Failures.loop(job.nextHopDomain()), HostEnd.REFUSED), false);
      }
      HostResult.Unusable objection = objection(key.demands(), session);
      if (objection != null) {
        // RFC 8689 §4.2.1: QUIT, and on to the next host; nothing of the message was sent.
        session.quit();
        return new Transaction(objection, false);
      }
      Failure unknown = routes.signIn(host, session);
      if (unknown != null) {
        session.quit();
        String address = session.peer().addressText();
        return new Transaction(unusable(address, unknown, HostEnd.MAY_HEAL), false);
      }
      lastKey = key;
      if (isOvertaken(session)) {
        pool.give(key, session);
        String address = session.peer().addressText();
        return new Transaction(unusable(address, Failures.OVERTAKEN, HostEnd.MAY_HEAL), false);
      }
      session.until(deadline);
      Transaction transaction =
          transactions.carryOut(session, key.demands().requireTls(), this::trace, this::unusable);
      session.until(Deadline.NONE);
      pool.give(key, session);
      return transaction;
    }

    private boolean isOvertaken(SmtpClientSession session) {
      try {
        return job.isOvertaken();
      } catch (RuntimeException notFoundOut) {
        if (isAnyAnswered()) {
          return true; // the answers must not be lost with it: the rest is tried again
        }
        session.close();
        throw notFoundOut;
      }
    }

    /** Whether a server has had the last word on a recipient, or any word here. */
    private boolean isAnyAnswered() {
      return transactions.hasAnswers()
          || paths.size() < job.forwardPaths().stream().distinct().count();
    }

    /** Why this session must not carry the message; null where it may. */
    private HostResult.@Nullable Unusable objection(Connect demands, SmtpClientSession session) {
      SessionJudgement judgement =
          SessionJudgement.of(demands, session, host.tlsa(), daneCheck, evidence(session));
      shown = judgement.evidence();
      SessionJudgement.Objection objection = judgement.objection();
      if (objection == null) {
        return null;
      }
      String words = host.name() + objection.words();
      Failure failure = Failures.atHost(objection.status(), words, host.name());
      return unusable(session.peer().addressText(), failure, objection.end());
    }

    private SessionEvidence evidence(SmtpClientSession session) {
      boolean again = session.hasServed(job.nextHopDomain());
      String peerName = session.capabilities().name();
      return SessionEvidence.of(session, plainAfter)
          .withEnds(new SessionEvidence.Ends(session.ownAddress(), peerName, again));
    }

    private HostResult.Unusable unusable(@Nullable String address, Failure failure, HostEnd end) {
      HostTrace trace = trace(address, TraceEnd.of(end), failure.explanation());
      return new HostResult.Unusable(trace, failure, end);
    }

    private HostTrace trace(@Nullable String address, TraceEnd end, String result) {
      return new HostTrace(
          host.name(),
          address,
          job.requirement(),
          stage,
          host.origin(),
          choice.decision(),
          shown,
          end,
          note + result,
          choice.laidDown());
    }

    private SessionPool.Key key(Connect connect, InetAddress address) {
      TlsaSet tlsa = connect.check().wantsDane() ? host.tlsa() : null;
      return new SessionPool.Key(host.name(), address, host.port(), connect, tlsa, host.login());
    }
  }

  /** What a session that did not come to be means for REQUIRED mail (RFC 8689 §4.2.1). */
  static HostEnd end(SessionFault fault) {
    boolean forGood = fault.reply() != null && fault.reply().isPermanent();
    return switch (fault.kind()) {
      case NO_STARTTLS, HANDSHAKE_FAILED -> HostEnd.NOT_VERIFIED;
      case STARTTLS_REFUSED -> forGood ? HostEnd.NOT_VERIFIED : HostEnd.MAY_HEAL;
      case REFUSED -> forGood ? HostEnd.REFUSED : HostEnd.MAY_HEAL;
      case CONNECT_FAILED,
          HANDSHAKE_CUT_OFF,
          CLOSED,
          TIMED_OUT,
          MALFORMED_REPLY,
          CONTENT_UNREADABLE ->
          HostEnd.MAY_HEAL;
    };
  }

  /**
   * The end of the mail transactions on one session.
   *
   * @param isStale whether the session was gone before anything was answered
   */
  record Transaction(HostResult result, boolean isStale) {}
}
