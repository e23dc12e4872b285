package org.sealpost.whole.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document as the server gives it: its operations, samples for them, and checks. */
final class Document {
  /** What fields and parameters are filled with, by name. */
  private static final Map<String, String> SAMPLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("domain", "sample.example"),
              Map.entry("account", "nobody@hosted.example"),
              Map.entry("alias", "alias@hosted.example"),
              Map.entry("address", "nobody@hosted.example"),
              Map.entry("mailbox", "nobody@hosted.example"),
              Map.entry("user", "nobody"),
              Map.entry("id", "4711"),
              Map.entry("bulk", "4711"),
              Map.entry("route", "4711"),
              Map.entry("report", "4711"),
              Map.entry("optOut", "4711"),
              Map.entry("day", "2026-11-27"),
              Map.entry("queueId", "ZZZ"),
              Map.entry("reason", "because"),
              Map.entry("action", "HOLD"),
              Map.entry("kind", "REQUIRE_TLS"),
              Map.entry("requirement", "REQUIRED"),
              Map.entry("from", "ada@hosted.example"),
              Map.entry("text", "Text.")));

  private final Map<?, ?> root;

  Document(Map<?, ?> root) {
    this.root = root;
  }

  /** One operation. */
  record Operation(String method, String path, Map<?, ?> said) {
    boolean isWrite() {
      return !method.equals("GET");
    }

    String id() {
      return String.valueOf(said.get("operationId"));
    }
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    map(root.get("paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, said) ->
                            all.add(
                                new Operation(
                                    String.valueOf(method).toUpperCase(Locale.ROOT),
                                    String.valueOf(path),
                                    map(said)))));
    return all;
  }

  /** The path with samples in it, and the parameters that have to be there. */
  String path(Operation operation) {
    return path(operation, SAMPLES);
  }

  /** The same with other values, by name. */
  String path(Operation operation, Map<String, String> values) {
    String path = operation.path();
    String query = "";
    for (Object each : list(operation.said().get("parameters"))) {
      Map<?, ?> parameter = map(each);
      String name = String.valueOf(parameter.get("name"));
      String sample = values.getOrDefault(name, SAMPLES.getOrDefault(name, "sample"));
      if ("path".equals(parameter.get("in"))) {
        path = path.replace("{" + name + "}", sample);
      } else if (Boolean.TRUE.equals(parameter.get("required"))) {
        query = "?" + name + "=" + sample;
      }
    }
    return path + query;
  }

  /** A body of JSON; null where the operation has none. */
  @Nullable String body(Operation operation) {
    Object body = operation.said().get("requestBody");
    if (body == null) {
      return null;
    }
    Map<?, ?> json = map(map(map(body).get("content")).get("application/json"));
    String object = sample("body", map(json.get("schema")));
    return switch (operation.id()) {
      // What a schema cannot say: one of two, or at least one.
      case "actOnQueue" -> "{\"action\":\"HOLD\",\"recipients\":[4711]}";
      case "sendLetter" ->
          "{\"from\":\"ada@hosted.example\",\"to\":[\"ada@hosted.example\"],\"text\":\"x\"}";
      case "addFlowRule" ->
          "{\"kind\":\"PAUSE\",\"recipients\":\"sample.example\",\"reason\":\"because\"}";
      case "addOptOut" -> "{\"kind\":\"DOMAIN\",\"subject\":\"sample.example\"}";
      case "addUser" -> "{\"roles\":[\"AUDITOR\"]}";
      default -> object;
    };
  }

  private String sample(String name, Map<?, ?> schema) {
    Map<?, ?> resolved = resolved(schema);
    String type = String.valueOf(resolved.get("type"));
    if (type.equals("object")) {
      List<String> members = new ArrayList<>();
      for (Object each : list(resolved.get("required"))) {
        String member = String.valueOf(each);
        Map<?, ?> of = map(map(resolved.get("properties")).get(member));
        members.add('"' + member + "\":" + sample(member, of));
      }
      return "{" + String.join(",", members) + "}";
    }
    return switch (type) {
      case "array" -> "[]";
      case "boolean" -> "true";
      case "integer" -> "1";
      default -> '"' + SAMPLES.getOrDefault(name, "sample") + '"';
    };
  }

  /** What an answer has that the document does not allow; empty where it is as declared. */
  List<String> faults(Operation operation, Rest.Answer answer) {
    Map<?, ?> responses = map(operation.said().get("responses"));
    Object declared = responses.get(Integer.toString(answer.status()));
    if (declared == null) {
      return List.of("status " + answer.status() + " is not declared");
    }
    Object content = resolved(map(declared)).get("content");
    if (content == null) {
      return answer.response().body().isEmpty() ? List.of() : List.of("a body is not declared");
    }
    Object media = map(content).get(answer.type());
    if (media == null) {
      return List.of("media type " + answer.type() + " is not declared");
    }
    List<String> faults = new ArrayList<>();
    if (answer.type().endsWith("json")) {
      check("", answer.object(), map(map(media).get("schema")), faults);
    }
    return faults;
  }

  private void check(String at, @Nullable Object value, Map<?, ?> schema, List<String> faults) {
    Map<?, ?> resolved = resolved(schema);
    String type = String.valueOf(resolved.get("type"));
    boolean fits =
        switch (type) {
          case "object" -> value instanceof Map;
          case "array" -> value instanceof List;
          case "string" -> value instanceof String;
          case "boolean" -> value instanceof Boolean;
          case "integer" -> value instanceof Double number && number == Math.rint(number);
          default -> false;
        };
    if (!fits) {
      faults.add(at + " is no " + type + ": " + value);
      return;
    }
    if (resolved.get("enum") instanceof List<?> names && !names.contains(value)) {
      faults.add(at + " is none of " + names + ": " + value);
    }
    if (value instanceof Map<?, ?> object) {
      checkMembers(at, object, resolved, faults);
    } else if (value instanceof List<?> items) {
      items.forEach(each -> check(at + "[]", each, map(resolved.get("items")), faults));
    }
  }

  private void checkMembers(String at, Map<?, ?> object, Map<?, ?> schema, List<String> faults) {
    for (Object name : list(schema.get("required"))) {
      if (!object.containsKey(name)) {
        faults.add(at + "/" + name + " is missing");
      }
    }
    Object others = schema.get("additionalProperties");
    Map<?, ?> properties = others == null ? map(schema.get("properties")) : Map.of();
    object.forEach(
        (name, value) -> {
          Object of = others == null ? properties.get(name) : others;
          if (of == null) {
            faults.add(at + "/" + name + " is not declared");
          }
          if (of != null) {
            check(at + "/" + name, value, map(of), faults);
          }
        });
  }

  private Map<?, ?> resolved(Map<?, ?> schema) {
    if (!(schema.get("$ref") instanceof String reference)) {
      return schema;
    }
    Object at = root;
    for (String step : reference.substring(2).split("/", -1)) {
      at = map(at).get(step);
    }
    return map(at);
  }

  static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new AssertionError("no object: " + value);
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
