package org.sealpost.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sealpost domain check}. */
final class DomainCommand {
  private final RestClient client;
  private final Arguments arguments;

  DomainCommand(RestClient client, Arguments arguments) {
    this.client = client;
    this.arguments = arguments;
  }

  String run() throws CommandException {
    arguments.allow();
    List<String> words = arguments.wordsFrom(1);
    if (words.size() != 2 || !words.get(0).equals("check")) {
      throw CommandException.usage("domain check DOMAIN");
    }
    RestClient.Answer answer =
        client.get("domains/" + RestClient.encoded(words.get(1)) + "/check", Map.of());
    if (arguments.has("json")) {
      return answer.body() + "\n";
    }
    Map<String, @Nullable Object> check = answer.object();
    if (Boolean.TRUE.equals(check.get("hostedHere"))) {
      return Table.text(check.get("domain")) + " is hosted here.\n";
    }
    return check.get("prospect") instanceof Map<?, ?> prospect ? text(prospect) : "";
  }

  private static String text(Map<?, ?> prospect) {
    StringBuilder text = new StringBuilder();
    if (!Table.text(prospect.get("nowhere")).isEmpty()) {
      text.append(Table.text(prospect.get("nowhere"))).append('\n');
    }
    Table verdicts = new Table("REQUIREMENT", "WOULD BE", "HOST");
    for (Map<?, ?> verdict : MessageText.objects(prospect.get("verdicts"))) {
      verdicts.add(verdict, "requirement", "end", "host");
    }
    text.append(verdicts.text());
    for (Map<?, ?> host : MessageText.objects(prospect.get("hosts"))) {
      text.append('\n').append(Table.text(host.get("host"))).append(' ');
      text.append(Table.text(host.get("address"))).append(' ');
      text.append(Table.text(host.get("problem"))).append('\n');
      for (Map<?, ?> step : MessageText.objects(host.get("steps"))) {
        text.append("  ").append(Table.text(step.get("topic"))).append(' ');
        text.append(Table.text(step.get("words"))).append(' ');
        text.append(Table.text(step.get("details"))).append('\n');
      }
    }
    return text.toString();
  }
}
