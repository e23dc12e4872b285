package org.sealpost.queue;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.Reply;
import org.sealpost.tlsrpt.SessionResult;
import org.sealpost.tlsrpt.SessionResults;
import org.sealpost.tlsrpt.TlsReportLog;

/**
 * An attempt that has ended, for one recipient, with what follows from it: the row to be recorded.
 *
 * @param attempts how many attempts have ended, with this one
 * @param at when it ended
 * @param expires when the message is given up
 * @param state the recipient's next state
 * @param began when the recipient was leased for the attempt; null where there was none
 * @param nextAttempt when it is tried again, null where it is finished
 * @param retryRule the key of the rule that chose that time; null for the settings
 * @param asked whose attempt it was, and what was asked for it
 * @param result what it came to
 * @param trace decision and result host by host
 * @param sessions what the attempt's sessions showed, for reports about TLS; with the first of its
 *     recipients, and empty with the others
 */
public record Ended(
    long messageId,
    long recipientId,
    int attempts,
    @Nullable Instant began,
    Instant at,
    Instant expires,
    RecipientState state,
    @Nullable Instant nextAttempt,
    @Nullable Long retryRule,
    EnvelopeRecipient asked,
    RecipientOutcome result,
    List<HostTrace> trace,
    List<SessionResult> sessions) {
  private static final int MAX_REPLY = 4_000;
  private static final int MAX_EXPLANATION = 2_000;
  private static final int MAX_LAST_TEXT = 1_000;

  /** Given up by an operator, without an attempt. */
  static Ended givenUp(RecipientEntity recipient, Failure failure, Instant now) {
    return new Ended(
        recipient.messageId(),
        recipient.id(),
        recipient.attempts(),
        null,
        now,
        now,
        RecipientState.FAILED,
        null,
        null,
        new EnvelopeRecipient(recipient.forwardPath(), recipient.parameters()),
        new RecipientOutcome.Failed(recipient.forwardPath(), failure),
        List.of(),
        List.of());
  }

  /** Draws the conclusion for every recipient of an attempt. */
  static List<Ended> of(
      Claimed claimed, DeliveryResult result, RetrySchedule schedule, Instant now) {
    List<RecipientOutcome> outcomes = result.outcomes();
    int attempts =
        claimed.recipients().stream().mapToInt(Claimed.Recipient::attempts).max().orElse(0);
    // One wait for all whose failure is of one kind: recipients that failed together are tried
    // together, in one transaction with one copy of the content.
    Map<FailureKind, RetrySchedule.Wait> retries = new EnumMap<>(FailureKind.class);
    Function<FailureKind, RetrySchedule.Wait> retry =
        failed ->
            retries.computeIfAbsent(
                failed, kind -> schedule.after(attempts + 1, claimed.domain(), kind));
    List<SessionResult> sessions = sessions(claimed, result);
    return Stream.iterate(0, i -> i < outcomes.size(), i -> i + 1)
        .map(i -> of(claimed, claimed.recipients().get(i), outcomes.get(i), result, retry, now))
        // Once for a session, however many recipients it was for.
        .map(ended -> ended.recipientId() == first(claimed) ? ended.with(sessions) : ended)
        .toList();
  }

  private static long first(Claimed claimed) {
    return claimed.recipients().get(0).id();
  }

  private static List<SessionResult> sessions(Claimed claimed, DeliveryResult result) {
    if (claimed.ownReport()) {
      return List.of(); // RFC 8460 §3: not in the next report, or two reporters go on for ever
    }
    try {
      return SessionResults.of(claimed.domain(), result.trace());
    } catch (RuntimeException failure) {
      // The message may be gone already: its outcome must be recorded.
      TlsReportLog.notCounted(MessageEntity.queueId(claimed.messageId()), failure);
      return List.of();
    }
  }

  private Ended with(List<SessionResult> shown) {
    return new Ended(
        messageId,
        recipientId,
        attempts,
        began,
        at,
        expires,
        state,
        nextAttempt,
        retryRule,
        asked,
        result,
        trace,
        shown);
  }

  /** The same without what reports about TLS tell. */
  Ended withoutSessions() {
    return sessions.isEmpty() ? this : with(List.of());
  }

  private static Ended of(
      Claimed claimed,
      Claimed.Recipient recipient,
      RecipientOutcome outcome,
      DeliveryResult result,
      Function<FailureKind, RetrySchedule.Wait> retry,
      Instant now) {
    RecipientState state;
    Instant next = null;
    Long rule = null;
    if (outcome instanceof RecipientOutcome.Relayed) {
      state = RecipientState.RELAYED;
    } else if (outcome instanceof RecipientOutcome.Delivered) {
      state = RecipientState.DELIVERED;
    } else if (outcome instanceof RecipientOutcome.Failed) {
      state = RecipientState.FAILED;
    } else if (outcome instanceof RecipientOutcome.Deferred deferred) {
      RetrySchedule.Wait wait = retry.apply(FailureKind.of(deferred.failure()));
      Instant again = now.plus(wait.length());
      // RFC 5321 §4.5.4.1: retries go on until delivery or until the sender gives up.
      boolean expired = again.isAfter(claimed.expires());
      state = expired ? RecipientState.EXPIRED : RecipientState.DEFERRED;
      next = expired ? null : again;
      rule = wait.rule();
    } else {
      throw new AssertionError(outcome);
    }
    return new Ended(
        claimed.messageId(),
        recipient.id(),
        recipient.attempts() + 1,
        claimed.readAt().equals(Instant.EPOCH) ? null : claimed.readAt(),
        now,
        claimed.expires(),
        state,
        next,
        rule,
        recipient.asked(),
        outcome,
        result.trace(),
        List.of());
  }

  /** The failure, null where it succeeded. */
  @Nullable Failure failure() {
    if (result instanceof RecipientOutcome.Deferred deferred) {
      return deferred.failure();
    }
    return result instanceof RecipientOutcome.Failed failed ? failed.failure() : null;
  }

  /** How the address did; null where that is not known yet, or is nobody's but ours to know. */
  AddressFailures.@Nullable AddressEnd addressEnd() {
    boolean taken = result instanceof RecipientOutcome.Relayed;
    return taken || state == RecipientState.FAILED
        ? new AddressFailures.AddressEnd(path(), failure(), messageId, at)
        : null;
  }

  /** Where the copy was to go. */
  ForwardPath path() {
    return asked.path();
  }

  /** Whether the sender has asked, or has the right, to be told of this end (RFC 3461 §5.2). */
  boolean isToBeTold() {
    if (isGivenUp()) {
      return asked.parameters().wants(NotifyOn.FAILURE);
    }
    // §5.2.1: where the next MTA knows DSN it is the one to tell of success.
    boolean ours = !(result instanceof RecipientOutcome.Relayed relayed && relayed.notifies());
    return state.isFinished() && ours && asked.parameters().wants(NotifyOn.SUCCESS);
  }

  /** Whether it is to be tried again, and the sender wants to know of that (RFC 3461 §4.1). */
  boolean isDelayOfInterest() {
    return state == RecipientState.DEFERRED && asked.parameters().wants(NotifyOn.DELAY);
  }

  /** Whether it was given up; the sender is told unless that was not wanted (RFC 5321 §6.1). */
  boolean isGivenUp() {
    return state == RecipientState.FAILED || state == RecipientState.EXPIRED;
  }

  String forwardPath() {
    return path().text();
  }

  String outcome() {
    if (result instanceof RecipientOutcome.Relayed) {
      return "relayed";
    }
    if (result instanceof RecipientOutcome.Delivered) {
      return "delivered";
    }
    return result instanceof RecipientOutcome.Failed ? "failed" : "deferred";
  }

  /** The host that had the last word, null where none was reached. */
  @Nullable String host() {
    if (result instanceof RecipientOutcome.Relayed relayed) {
      return relayed.host();
    }
    Failure failure = failure();
    return failure == null ? null : failure.remoteMta();
  }

  String status() {
    Failure failure = failure();
    if (failure != null) {
      return failure.status().toString();
    }
    Reply reply = reply();
    return reply == null || reply.status() == null ? "2.0.0" : reply.status().toString();
  }

  @Nullable String explanation() {
    Failure failure = failure();
    return failure == null ? null : cut(failure.explanation(), MAX_EXPLANATION);
  }

  String lastText() {
    Failure failure = failure();
    return cut(failure == null ? replyText() : failure.explanation(), MAX_LAST_TEXT);
  }

  String replyText() {
    Reply reply = reply();
    if (reply == null) {
      return "";
    }
    String status = reply.status() == null ? "" : reply.status() + " ";
    return cut(
        reply.lines().stream()
            .map(line -> reply.code() + " " + status + line)
            .collect(Collectors.joining("\n")),
        MAX_REPLY);
  }

  @Nullable Reply reply() {
    if (result instanceof RecipientOutcome.Relayed relayed) {
      return relayed.reply();
    }
    Failure failure = failure();
    return failure == null ? null : failure.reply();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
