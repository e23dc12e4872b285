package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.RecipientStep.Cause;
import org.sealpost.flow.FlowTable;
import org.sealpost.queue.AttemptEntity;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageStore;
import org.sealpost.queue.RecipientChange;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.FutureRelease;

/**
 * The way of each recipient through the queue, put together from what is written anyway: the
 * message, its attempts, the lines of the audit log about it, and what rules have held and let go.
 */
final class RecipientHistory {
  private static final int MOST_LINES = 5_000;
  private static final int MOST_VALUE = 200;
  private static final String NOT_BEFORE = "not before ";

  private final EntityManager em;
  private final boolean naming;
  private final Map<Long, String> rules = new HashMap<>();

  /**
   * For one transaction.
   *
   * @param naming whether it says which operator did what, and why
   */
  RecipientHistory(EntityManager em, boolean naming) {
    this.em = em;
    this.naming = naming;
  }

  /** The steps of the recipients of a message by their keys, oldest first. */
  Map<Long, List<RecipientStep>> of(
      MessageEntity message, List<RecipientEntity> recipients, List<AttemptEntity> attempts) {
    List<RecipientChange> changes = new MessageStore(em).changes(message.id());
    List<AuditRow> lines = lines(message.id());
    Map<Long, List<RecipientStep>> all = new HashMap<>();
    for (RecipientEntity each : recipients) {
      List<RecipientStep> byRules =
          changes.stream()
              .filter(change -> change.recipientId() == each.id())
              .map(this::step)
              .toList();
      List<RecipientStep> byOperators =
          lines.stream().filter(line -> isAbout(line, each)).flatMap(this::step).toList();
      boolean ended = byOperators.stream().anyMatch(one -> one.state() == RecipientState.FAILED);
      List<RecipientStep> steps = new ArrayList<>();
      taken(message, byRules).ifPresent(steps::add);
      attempts.stream()
          .filter(attempt -> attempt.recipientId() == each.id())
          // What an operator has ended stands in the audit log, with who did it.
          .filter(attempt -> !(ended && isEndOfAnOperator(attempt)))
          .flatMap(this::steps)
          .forEach(steps::add);
      steps.addAll(byRules);
      steps.addAll(byOperators);
      steps.sort(Comparator.comparing(RecipientStep::at)); // stable
      all.put(each.id(), List.copyOf(steps));
    }
    return all;
  }

  /** Empty where a rule has held it back at once. */
  private static Optional<RecipientStep> taken(MessageEntity message, List<RecipientStep> byRules) {
    Instant at = message.received();
    boolean held =
        byRules.stream().anyMatch(one -> one.state() == RecipientState.HELD && one.at().equals(at));
    String request = message.releaseRequest();
    Instant release = request == null ? null : FutureRelease.ofRequest(request, at).at();
    return held
        ? Optional.empty()
        : Optional.of(
            new RecipientStep(at, RecipientState.QUEUED, Cause.INTAKE, null, "", release, null));
  }

  private static boolean isEndOfAnOperator(AttemptEntity attempt) {
    return attempt.state() == RecipientState.FAILED && attempt.began() == null;
  }

  private Stream<RecipientStep> steps(AttemptEntity attempt) {
    Instant began = attempt.began();
    Long rule = attempt.retryRule();
    String why =
        Stream.of(attempt.status(), attempt.explanation())
            .filter(Objects::nonNull)
            .reduce("", (one, other) -> one.isEmpty() ? other : one + " " + other);
    RecipientStep end =
        new RecipientStep(
            attempt.at(),
            state(attempt),
            Cause.ATTEMPT,
            null,
            why,
            attempt.nextAttempt(),
            rule == null ? null : rule(rule));
    return began == null
        ? Stream.of(end)
        : Stream.of(
            new RecipientStep(
                began, RecipientState.DELIVERING, Cause.ATTEMPT, null, "", null, null),
            end);
  }

  /** Of an attempt of an earlier version its outcome says it. */
  private static RecipientState state(AttemptEntity attempt) {
    RecipientState state = attempt.state();
    return state != null
        ? state
        : switch (attempt.outcome()) {
          case "relayed" -> RecipientState.RELAYED;
          case "delivered" -> RecipientState.DELIVERED;
          case "failed" -> RecipientState.FAILED;
          default -> RecipientState.DEFERRED;
        };
  }

  private RecipientStep step(RecipientChange change) {
    return new RecipientStep(
        change.at(),
        change.state(),
        Cause.RULE,
        null,
        rule(change.rule()),
        change.nextAttempt(),
        null);
  }

  /** Empty for a line that does not change the state. */
  private Stream<RecipientStep> step(AuditRow line) {
    RecipientState state = state(line);
    String reason = line.reason();
    return state == null
        ? Stream.empty()
        : Stream.of(
            new RecipientStep(
                line.at(),
                state,
                Cause.OPERATOR,
                naming ? line.actor() : null,
                naming && reason != null ? reason : "",
                next(line),
                null));
  }

  private static @Nullable RecipientState state(AuditRow line) {
    return switch (line.action()) {
      case "retry", "release", "schedule" -> RecipientState.QUEUED;
      case "hold" -> RecipientState.HELD;
      case "delete" -> RecipientState.DROPPED;
      case "fail" -> RecipientState.FAILED;
      default -> null;
    };
  }

  private static @Nullable Instant next(AuditRow line) {
    String after = line.after();
    if (after == null || !after.startsWith(NOT_BEFORE)) {
      return null;
    }
    try {
      return Instant.parse(after.substring(NOT_BEFORE.length()));
    } catch (DateTimeException otherWords) {
      return null;
    }
  }

  /** The line begins with the path, and was cut where that is long. */
  private static boolean isAbout(AuditRow line, RecipientEntity recipient) {
    String before = line.before();
    String who = "<" + recipient.forwardPath().text() + "> ";
    return before != null
        && (before.startsWith(who) || (before.length() == MOST_VALUE && who.startsWith(before)));
  }

  private String rule(long id) {
    return rules.computeIfAbsent(
        id,
        key ->
            new FlowTable(em)
                .find(key)
                .map(
                    laid ->
                        naming
                            ? laid.rule().text() + " (" + laid.reason() + ")"
                            : laid.rule().kind().name().toLowerCase(Locale.ROOT))
                .orElse("rule " + key));
  }

  private List<AuditRow> lines(long messageId) {
    return em.createQuery(
            "select a from AuditEntity a where a.messageId = :id order by a.at, a.id",
            AuditEntity.class)
        .setParameter("id", messageId)
        .setMaxResults(MOST_LINES)
        .getResultStream()
        .map(AuditEntity::toRow)
        .toList();
  }
}
