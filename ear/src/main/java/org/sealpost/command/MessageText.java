package org.sealpost.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as people read it at a terminal. */
final class MessageText {
  private MessageText() {}

  static String of(Map<String, @Nullable Object> message) {
    StringBuilder text = new StringBuilder();
    line(text, "Queue id", message.get("queueId"));
    line(text, "Received", message.get("received"));
    line(text, "From", "<" + Table.text(message.get("reversePath")) + ">");
    line(text, "Subject", message.get("subject"));
    line(text, "Octets", message.get("octets"));
    line(text, "Requirement", message.get("requirement"));
    Table recipients = new Table("RECIPIENT", "STATE", "ATTEMPTS", "NEXT ATTEMPT", "TO", "LAST");
    for (Map<?, ?> each : objects(message.get("recipients"))) {
      recipients.add(
          each, "recipientId", "state", "attempts", "nextAttempt", "forwardPath", "lastText");
    }
    text.append('\n').append(recipients.text());
    for (Map<?, ?> attempt : objects(message.get("attempts"))) {
      text.append('\n');
      text.append(Table.text(attempt.get("at"))).append("  ");
      text.append(Table.text(attempt.get("forwardPath"))).append("  ");
      text.append(Table.text(attempt.get("outcome"))).append("  ");
      text.append(Table.text(attempt.get("explanation"))).append('\n');
      for (Map<?, ?> story : objects(attempt.get("stories"))) {
        text.append("  ").append(Table.text(story.get("host"))).append(": ");
        text.append(Table.text(story.get("result"))).append('\n');
        for (Map<?, ?> step : objects(story.get("steps"))) {
          text.append("    ").append(Table.text(step.get("topic"))).append(' ');
          text.append(Table.text(step.get("words"))).append(' ');
          text.append(Table.text(step.get("details"))).append('\n');
        }
      }
    }
    return text.toString();
  }

  static List<Map<?, ?>> objects(@Nullable Object value) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  private static void line(StringBuilder text, String name, @Nullable Object value) {
    text.append(String.format("%-12s %s%n", name, Table.text(value)));
  }
}
