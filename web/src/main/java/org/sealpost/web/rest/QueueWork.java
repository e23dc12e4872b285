package org.sealpost.web.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.QueueCommands;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/** What a {@link QueueAction} comes to, read and checked before anything is done. */
@FunctionalInterface
interface QueueWork {
  /** The longest reason, in characters. */
  int LONGEST_REASON = 1_000;

  /** As long as a route may be in the settings. */
  int LONGEST_ROUTE = 1_000;

  /** Does it; returns how many recipients, or for requirements and routes messages, changed. */
  int run(QueueCommands commands, String actor, Collection<Long> recipientIds);

  /** What is asked for; what is wrong about it stands in the input then, and nothing may be run. */
  static QueueWork of(QueueAction asked, Input input) {
    Kind kind = input.oneOf("action", asked.action(), Kind.class);
    // Read whatever the action is: a name that there is not is told, not overlooked.
    TlsRequirement requirement = requirement(asked, input);
    String reason = input.optional("reason", asked.reason(), LONGEST_REASON);
    if (kind == null) {
      if (asked.action() == null || asked.action().isBlank()) {
        input.wrong("action", "is missing", "");
      }
      return nothing();
    }
    boolean dry = Boolean.TRUE.equals(asked.dryRun());
    if (!dry && (kind == Kind.DELETE || kind == Kind.FAIL) && reason.isEmpty()) {
      input.wrong("reason", "is compulsory to delete and to fail", "");
    }
    return switch (kind) {
      case RETRY -> QueueCommands::retryNow;
      case HOLD -> QueueCommands::hold;
      case RELEASE -> QueueCommands::release;
      case DELETE -> (commands, actor, ids) -> commands.delete(actor, ids, reason);
      case FAIL -> (commands, actor, ids) -> commands.fail(actor, ids, reason);
      case PRIORITISE -> prioritise(asked, input);
      case SCHEDULE -> schedule(asked, input, reason);
      case CHANGE_ROUTE -> route(asked, input, reason);
      case CHANGE_REQUIREMENT -> change(requirement, asked, input, reason);
    };
  }

  private static QueueWork nothing() {
    return (commands, actor, ids) -> 0;
  }

  private static QueueWork prioritise(QueueAction asked, Input input) {
    Urgency urgency = input.oneOf("urgency", asked.urgency(), Urgency.class);
    if (urgency == null) {
      return input.wrong("urgency", "is compulsory to prioritise", nothing());
    }
    return (commands, actor, ids) -> commands.prioritise(actor, ids, urgency);
  }

  private static QueueWork schedule(QueueAction asked, Input input, String reason) {
    Instant notBefore = time(asked.notBefore());
    if (notBefore == null) {
      return input.wrong(
          "notBefore", "is compulsory to schedule: a time as 2030-01-31T08:00:00Z", nothing());
    }
    return (commands, actor, ids) -> commands.schedule(actor, ids, notBefore, reason);
  }

  private static QueueWork route(QueueAction asked, Input input, String reason) {
    String route = asked.route();
    if (route == null) {
      return input.wrong(
          "route", "is compulsory to change it; empty for the settings' way", nothing());
    }
    String way = input.optional("route", route, LONGEST_ROUTE);
    return (commands, actor, ids) -> commands.changeRoute(actor, ids, way, reason);
  }

  private static QueueWork change(
      @Nullable TlsRequirement requirement, QueueAction asked, Input input, String reason) {
    if (requirement == null) {
      return input.wrong("requirement", "is compulsory to change the requirement", nothing());
    }
    boolean now = !Boolean.FALSE.equals(asked.retryNow());
    return (commands, actor, ids) ->
        commands.changeRequirements(actor, ids, requirement, reason, now);
  }

  /** The requirement that is asked for; null where none is, or none that there is. */
  static @Nullable TlsRequirement requirement(QueueAction asked, Input input) {
    return input.oneOf("requirement", asked.requirement(), TlsRequirement.class);
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
    CHANGE_REQUIREMENT
  }
}
