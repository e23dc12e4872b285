package org.sealpost.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sealpost queue …}. */
final class QueueCommand {
  private static final String[] FILTER = {"domain", "state", "requirement", "text", "all"};
  private static final int PAGE = 200;
  private static final int ACCEPTED = 202;

  private final RestClient client;
  private final Arguments arguments;
  private final PrintStream err;

  QueueCommand(RestClient client, Arguments arguments, PrintStream err) {
    this.client = client;
    this.arguments = arguments;
    this.err = err;
  }

  String run() throws CommandException {
    List<String> words = arguments.wordsFrom(1);
    String verb = words.isEmpty() ? "" : words.get(0);
    return switch (verb) {
      case "list" -> list();
      case "show" -> show(words);
      case "retry", "hold", "release", "delete", "fail" ->
          act(verb, words.subList(1, words.size()));
      case "requiretls" -> requirement(words);
      case "prioritise" -> act("PRIORITISE", "urgency", words);
      case "schedule" -> act("SCHEDULE", "notBefore", words);
      case "route" -> act("CHANGE_ROUTE", "route", words);
      case "bulks" -> bulks();
      case "cancel" -> cancel(words);
      default ->
          throw CommandException.usage(
              "queue list, show, retry, hold, release, delete, fail, requiretls, prioritise,"
                  + " schedule, route, bulks or cancel.");
    };
  }

  private String list() throws CommandException {
    arguments.allow(with("sort", "order", "limit"));
    Map<String, String> query = filter();
    query.put("unfinished", Boolean.toString(!arguments.has("all")));
    arguments.value("sort").ifPresent(sort -> query.put("sort", sort));
    arguments.value("order").ifPresent(order -> query.put("order", order));
    int most = number(arguments.value("limit").orElse("1000"));
    List<Object> all = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    String next = "";
    do {
      query.put("limit", Integer.toString(Math.min(PAGE, most - all.size())));
      if (!next.isEmpty()) {
        query.put("cursor", next);
      }
      RestClient.Answer answer = client.get("queue", query);
      Map<String, @Nullable Object> page = answer.object();
      json.append(answer.body()).append('\n');
      if (page.get("items") instanceof List<?> items) {
        all.addAll(items);
      }
      next = Table.text(page.get("next"));
    } while (!next.isEmpty() && all.size() < most);
    return arguments.has("json") ? json.toString() : table(all);
  }

  private static String table(List<Object> rows) {
    Table table =
        new Table("RECIPIENT", "QUEUE-ID", "STATE", "TLS", "TO", "FROM", "NEXT ATTEMPT", "LAST");
    for (Object row : rows) {
      if (row instanceof Map<?, ?> object) {
        table.add(
            object,
            "recipientId",
            "queueId",
            "state",
            "requirement",
            "forwardPath",
            "reversePath",
            "nextAttempt",
            "lastText");
      }
    }
    return table.text();
  }

  private String show(List<String> words) throws CommandException {
    arguments.allow();
    if (words.size() != 2) {
      throw CommandException.usage("queue show QUEUE-ID");
    }
    RestClient.Answer answer = client.get("messages/" + RestClient.encoded(words.get(1)), Map.of());
    return arguments.has("json") ? answer.body() + "\n" : MessageText.of(answer.object());
  }

  private String act(String verb, List<String> ids) throws CommandException {
    arguments.allow(with("reason", "dry-run", "no-wait"));
    return post(body(verb.toUpperCase(Locale.ROOT), ids));
  }

  /** What needs one word more, which stands before the recipients. */
  private String act(String action, String field, List<String> words) throws CommandException {
    arguments.allow(with("reason", "dry-run", "no-wait"));
    if (words.size() < 2) {
      throw CommandException.usage(SealpostCommand.USAGE);
    }
    return post(body(action, words.subList(2, words.size())).put(field, words.get(1)));
  }

  private String requirement(List<String> words) throws CommandException {
    arguments.allow(with("reason", "dry-run", "no-wait", "no-retry"));
    if (words.size() < 2) {
      throw CommandException.usage(
          "queue requiretls REQUIRED|DEFAULT|OPTIONAL RECIPIENT… , or with a filter");
    }
    JsonBody body = body("CHANGE_REQUIREMENT", words.subList(2, words.size()));
    body.put("requirement", words.get(1).toUpperCase(Locale.ROOT));
    body.put("retryNow", !arguments.has("no-retry"));
    return post(body);
  }

  private JsonBody body(String action, List<String> ids) throws CommandException {
    JsonBody body = new JsonBody().put("action", action);
    Map<String, String> filter = filter();
    if (ids.isEmpty() == (filter.isEmpty() && !arguments.has("all"))) {
      throw CommandException.usage(
          "Name recipients (the first column of queue list), or give a filter; --all for all.");
    }
    if (ids.isEmpty()) {
      JsonBody which = new JsonBody();
      filter.forEach(which::put);
      body.put("filter", which);
    } else {
      List<Object> numbers = new ArrayList<>();
      for (String id : ids) {
        numbers.add(key(id));
      }
      body.put("recipients", numbers);
    }
    arguments.value("reason").ifPresent(reason -> body.put("reason", reason));
    return body.put("dryRun", arguments.has("dry-run"));
  }

  private String post(JsonBody body) throws CommandException {
    RestClient.Answer answer = client.write("POST", "queue/actions", body);
    if (answer.status() == ACCEPTED) {
      return bulk(answer);
    }
    if (arguments.has("json")) {
      return answer.body() + "\n";
    }
    Map<String, @Nullable Object> result = answer.object();
    String changed =
        arguments.has("dry-run")
            ? "nothing changed"
            : Table.text(result.get("changed")) + " changed";
    return Table.text(result.get("matched")) + " recipients, " + changed + ".\n";
  }

  private String bulk(RestClient.Answer begun) throws CommandException {
    String id = Table.text(begun.object().get("bulk"));
    String matched = Table.text(begun.object().get("matched"));
    boolean json = arguments.has("json");
    if (arguments.has("no-wait")) {
      return json ? begun.body() + "\n" : matched + " recipients; bulk " + id + " goes on.\n";
    }
    RestClient.Answer end = new Following(client, err).toTheEnd(id);
    return json
        ? end.body() + "\n"
        : matched + " recipients, " + Table.text(end.object().get("changed")) + " changed.\n";
  }

  private String bulks() throws CommandException {
    arguments.allow();
    RestClient.Answer answer = client.get("bulks", Map.of());
    Table table =
        new Table("BULK", "STATE", "ACTION", "SEEN", "OF", "CHANGED", "BY", "STARTED", "FILTER");
    for (Map<?, ?> each : MessageText.objects(answer.object().get("items"))) {
      table.add(
          each, "id", "state", "action", "seen", "total", "changed", "actor", "started", "filter");
    }
    return arguments.has("json") ? answer.body() + "\n" : table.text();
  }

  private String cancel(List<String> words) throws CommandException {
    arguments.allow();
    if (words.size() != 2) {
      throw CommandException.usage("queue cancel BULK (the first column of queue bulks)");
    }
    client.write("POST", "bulks/" + RestClient.encoded(words.get(1)) + "/cancel", new JsonBody());
    return "";
  }

  private Map<String, String> filter() {
    Map<String, String> filter = new LinkedHashMap<>();
    for (String name : List.of("domain", "state", "requirement", "text")) {
      arguments.value(name).ifPresent(value -> filter.put(name, value));
    }
    return filter;
  }

  private static String[] with(String... more) {
    List<String> all = new ArrayList<>(List.of(FILTER));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static long key(String text) throws CommandException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notAKey) {
      throw CommandException.usage(text + " is not the number of a recipient.");
    }
  }

  private static int number(String text) throws CommandException {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw CommandException.usage(text + " is not a number greater than 0.");
    }
    throw CommandException.usage(text + " is not a number greater than 0.");
  }
}
