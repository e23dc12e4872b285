package org.sealpost.web.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.BulkAction;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/**
 * What a {@link QueueAction} comes to, read and checked before anything is done.
 *
 * @param isDry whether only to tell what it would be about
 * @param requirement that is asked for; null where none is
 * @param made makes the action; nothing may be made where the input is wrong
 */
record QueueWork(boolean isDry, @Nullable TlsRequirement requirement, Supplier<BulkAction> made) {
  /** The longest reason, in characters. */
  static final int LONGEST_REASON = 1_000;

  /** As long as a route may be in the settings. */
  private static final int LONGEST_ROUTE = 1_000;

  /** The action; refused by its rules in the words of those. */
  BulkAction action() {
    return made.get();
  }

  /** What is asked for; what is wrong about it stands in the input then, and nothing may be run. */
  static QueueWork of(QueueAction asked, Input input) {
    Kind kind = input.oneOf("action", asked.action(), Kind.class);
    // Read whatever the action is: a name that there is not is told, not overlooked.
    TlsRequirement requirement =
        input.oneOf("requirement", asked.requirement(), TlsRequirement.class);
    String reason = input.optional("reason", asked.reason(), LONGEST_REASON);
    boolean dry = Boolean.TRUE.equals(asked.dryRun());
    if (kind == null) {
      if (asked.action() == null || asked.action().isBlank()) {
        input.wrong("action", "is missing", "");
      }
      return new QueueWork(dry, requirement, BulkAction.Retry::new);
    }
    if (!dry && reason.isEmpty() && kind.needsReason(requirement)) {
      input.wrong(
          "reason",
          "is compulsory to delete, to fail, and for another requirement than REQUIRED",
          "");
    }
    return new QueueWork(dry, requirement, made(kind, asked, input, reason));
  }

  private static Supplier<BulkAction> made(
      Kind kind, QueueAction asked, Input input, String reason) {
    return switch (kind) {
      case RETRY -> () -> new BulkAction.Retry(reason);
      case HOLD -> () -> new BulkAction.Hold(reason);
      case RELEASE -> () -> new BulkAction.Release(reason);
      case DELETE -> () -> new BulkAction.Delete(reason);
      case FAIL -> () -> new BulkAction.Fail(reason);
      case PRIORITISE -> prioritise(asked, input, reason);
      case SCHEDULE -> schedule(asked, input, reason);
      case CHANGE_ROUTE -> route(asked, input, reason);
      case CHANGE_REQUIREMENT -> change(asked, input, reason);
    };
  }

  private static Supplier<BulkAction> prioritise(QueueAction asked, Input input, String reason) {
    Urgency urgency = input.oneOf("urgency", asked.urgency(), Urgency.class);
    return urgency == null
        ? input.wrong("urgency", "is compulsory to prioritise", BulkAction.Retry::new)
        : () -> new BulkAction.Prioritise(urgency, reason);
  }

  private static Supplier<BulkAction> schedule(QueueAction asked, Input input, String reason) {
    Instant notBefore = time(asked.notBefore());
    return notBefore == null
        ? input.wrong(
            "notBefore",
            "is compulsory to schedule: a time as 2030-01-31T08:00:00Z",
            BulkAction.Retry::new)
        : () -> new BulkAction.Schedule(notBefore, reason);
  }

  private static Supplier<BulkAction> route(QueueAction asked, Input input, String reason) {
    String route = asked.route();
    if (route == null) {
      return input.wrong(
          "route",
          "is compulsory to change it; empty for the settings' way",
          BulkAction.Retry::new);
    }
    String way = input.optional("route", route, LONGEST_ROUTE);
    return () -> new BulkAction.ChangeRoute(way, reason);
  }

  private static Supplier<BulkAction> change(QueueAction asked, Input input, String reason) {
    TlsRequirement wanted = new Input().oneOf("", asked.requirement(), TlsRequirement.class);
    if (wanted == null) {
      return input.wrong(
          "requirement", "is compulsory to change the requirement", BulkAction.Retry::new);
    }
    boolean now = !Boolean.FALSE.equals(asked.retryNow());
    return () -> new BulkAction.ChangeRequirement(wanted, reason, now);
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text.strip().toUpperCase(Locale.ROOT));
    } catch (DateTimeException wrong) {
      return null;
    }
  }

  /** The actions. */
  enum Kind {
    RETRY,
    HOLD,
    RELEASE,
    DELETE,
    FAIL,
    PRIORITISE,
    SCHEDULE,
    CHANGE_ROUTE,
    CHANGE_REQUIREMENT;

    /** What cannot be undone, and what may weaken (tls-policy §6). */
    boolean needsReason(@Nullable TlsRequirement requirement) {
      return this == DELETE
          || this == FAIL
          || (this == CHANGE_REQUIREMENT
              && requirement != null
              && requirement != TlsRequirement.REQUIRED);
    }
  }
}
