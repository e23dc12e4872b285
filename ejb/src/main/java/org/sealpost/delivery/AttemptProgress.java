package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealpost.client.RecipientResult;
import org.sealpost.client.RecipientResult.Refused;
import org.sealpost.client.RecipientResult.Taken;
import org.sealpost.client.RecipientResult.Unanswered;
import org.sealpost.delivery.RecipientOutcome.Deferred;
import org.sealpost.delivery.RecipientOutcome.Failed;
import org.sealpost.delivery.RecipientOutcome.Relayed;
import org.sealpost.policy.RequiredEnd;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.TlsRequirement;

/**
 * What is known of each recipient while one attempt goes from host to host. A 2yz or 5yz to a
 * recipient is final; everything else leaves it open for the next host. One thread.
 */
final class AttemptProgress {
  private final DeliveryJob job;
  private final Map<ForwardPath, RecipientOutcome> finals = new HashMap<>();
  private final Map<ForwardPath, Failure> lastTransient = new HashMap<>();
  private final List<HostTrace> traces = new ArrayList<>();
  private final List<HostEnd> ends = new ArrayList<>();
  private final Map<String, Failure> hostFailures = new LinkedHashMap<>();
  private boolean overtaken;

  AttemptProgress(DeliveryJob job) {
    this.job = job;
  }

  /** The recipients no server has had the last word on. */
  List<ForwardPath> open() {
    return job.forwardPaths().stream()
        .filter(path -> !finals.containsKey(path))
        .distinct()
        .toList();
  }

  /** Whether the attempt ended for a changed requirement before anything of it was final. */
  boolean isOvertaken() {
    return overtaken;
  }

  /** Forgets how hosts ended, for the same hosts under another requirement. */
  void beginStage() {
    ends.clear();
    hostFailures.clear();
    lastTransient.clear();
  }

  void add(HostResult result, boolean requireTls) {
    traces.add(result.trace());
    if (result instanceof HostResult.Unusable unusable) {
      overtaken |= unusable.isOvertaken() && finals.isEmpty();
      ends.add(unusable.end());
      hostFailures.put(result.trace().host(), unusable.failure());
      keepIfTransient(unusable);
      return;
    }
    if (!(result instanceof HostResult.Answered answered)) {
      throw new AssertionError(result);
    }
    for (RecipientResult recipient : answered.recipients()) {
      settle(recipient, result.trace().host(), requireTls);
    }
    HostResult.Unusable rest = answered.rest();
    if (rest != null) {
      add(rest, requireTls);
    } else if (!open().isEmpty()) {
      ends.add(HostEnd.MAY_HEAL);
    }
  }

  /**
   * Which failure a deferred recipient is told: the last one that may heal by itself, else that of
   * the most preferred host.
   */
  private void keepIfTransient(HostResult.Unusable unusable) {
    Failure failure = unusable.failure();
    for (ForwardPath path : open()) {
      if (unusable.end() == HostEnd.MAY_HEAL) {
        lastTransient.put(path, failure);
      } else if (!failure.status().isPermanent()) {
        lastTransient.putIfAbsent(path, failure);
      }
    }
  }

  private void settle(RecipientResult result, String host, boolean requireTls) {
    ForwardPath path = result.forwardPath();
    if (result instanceof Taken taken) {
      finals.put(path, new Relayed(path, taken.reply(), host, taken.notifies()));
    } else if (result instanceof Refused refused) {
      Failure failure = Failures.refused(host, refused.command(), refused.reply(), requireTls);
      if (refused.reply().isPermanent()) {
        finals.put(path, new Failed(path, failure));
      } else {
        lastTransient.put(path, failure);
      }
    } else if (result instanceof Unanswered unanswered) {
      Failure failure = Failures.unanswered(host, unanswered.fault());
      if (unanswered.mayBeTaken()) {
        // RFC 5321 §4.5.4.2: the host may have taken it. Another host now would make a double for
        // sure; after the wait the first one may answer.
        finals.put(path, new Deferred(path, failure));
      } else {
        lastTransient.put(path, failure);
      }
    } else {
      throw new AssertionError(result);
    }
  }

  /** No host is known. */
  void endNowhere(FoundHosts.Nowhere nowhere) {
    Failure failure = nowhere.failure();
    traces.add(
        HostTrace.without(
            job.nextHopDomain().name(),
            job.requirement(),
            nowhere.bogus() ? HostOrigin.BOGUS_MX : HostOrigin.NOWHERE,
            TraceEnd.NOWHERE,
            failure.explanation()));
    open().forEach(path -> finals.put(path, outcome(path, failure)));
  }

  /** How REQUIRED mail ends that no host took (tls-policy table of RFC 8689 §4.2.1). */
  RequiredEnd requiredEnd() {
    return RequiredEnd.of(ends);
  }

  /**
   * No host is left: every open recipient gets its outcome.
   *
   * @param mayWait whether the operator lets REQUIRED mail wait for a server that can protect it
   */
  void endStage(TlsRequirement requirement, boolean mayWait) {
    if (open().isEmpty()) {
      return;
    }
    boolean required = requirement == TlsRequirement.REQUIRED;
    RequiredEnd end = required ? requiredEnd() : RequiredEnd.RETRY;
    for (ForwardPath path : open()) {
      finals.put(
          path,
          switch (end) {
            case NOT_SUPPORTED -> new Failed(path, unprotected("5.7.30"));
            case NOT_PROTECTED ->
                mayWait
                    ? new Deferred(path, unprotected("4.7.10"))
                    : new Failed(path, unprotected("5.7.10"));
            case RETRY, REFUSED -> outcome(path, lastFailure(path));
          });
    }
  }

  /** The last failure that may heal, else the last one of all. */
  private Failure lastFailure(ForwardPath path) {
    Failure failure = lastTransient.get(path);
    if (failure != null) {
      return failure;
    }
    for (Failure hostFailure : hostFailures.values()) {
      failure = hostFailure;
    }
    if (failure == null) {
      throw new IllegalStateException("no host was tried");
    }
    return failure;
  }

  private static RecipientOutcome outcome(ForwardPath path, Failure failure) {
    return failure.status().isPermanent() ? new Failed(path, failure) : new Deferred(path, failure);
  }

  /** RFC 8689 §4.2.1: the sender is told; here in words, host by host. */
  private Failure unprotected(String status) {
    StringBuilder words = new StringBuilder("This message must only travel over verified");
    words.append(" encryption (REQUIRETLS), which no server of ");
    words.append(job.nextHopDomain().display()).append(" could give:");
    hostFailures.values().forEach(failure -> words.append(' ').append(failure.explanation()));
    String only = hostFailures.size() == 1 ? hostFailures.keySet().iterator().next() : null;
    return Failures.atHost(status, words.toString(), only);
  }

  DeliveryResult result() {
    List<RecipientOutcome> outcomes = new ArrayList<>();
    for (ForwardPath path : job.forwardPaths()) {
      RecipientOutcome outcome = finals.get(path);
      if (outcome == null) {
        throw new IllegalStateException("a recipient without an outcome");
      }
      outcomes.add(outcome);
    }
    return new DeliveryResult(outcomes, traces);
  }
}
