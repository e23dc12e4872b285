package org.sealpost.event;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The published schema of events, as far as it uses JSON Schema; an unknown keyword is a fault. */
public final class EventSchema {
  private static final JsonObject SCHEMA = read();

  private EventSchema() {}

  private static JsonObject read() {
    String name = "/org/sealpost/jms/event-1.schema.json";
    try (InputStream in = Objects.requireNonNull(EventSchema.class.getResourceAsStream(name));
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** The names of all kinds. */
  public static List<String> kinds() {
    return SCHEMA
        .getJsonObject("properties")
        .getJsonObject("kind")
        .getJsonArray("enum")
        .getValuesAs(JsonString::getString);
  }

  /** What is wrong with an event; a member that the schema does not name is. */
  public static List<String> faults(JsonObject event) {
    List<String> faults = new ArrayList<>();
    check(SCHEMA, event, "event", faults);
    event.keySet().stream()
        .filter(name -> !SCHEMA.getJsonObject("properties").containsKey(name))
        .forEach(name -> faults.add(name + " is not in the schema"));
    return faults;
  }

  private static void check(JsonObject schema, JsonValue value, String at, List<String> faults) {
    schema.forEach(
        (keyword, rule) -> {
          switch (keyword) {
            case "$schema", "title", "description", "then" -> {}
            case "type" -> is(isOfType(value, text(rule)), at + " is no " + rule, faults);
            case "const" -> is(value.equals(rule), at + " is not " + rule, faults);
            case "enum" -> is(rule.asJsonArray().contains(value), at + " is unknown", faults);
            case "format" -> is(isTime(value), at + " is no time", faults);
            case "items" ->
                value.asJsonArray().forEach(one -> check(rule.asJsonObject(), one, at, faults));
            case "required" -> required(rule.asJsonArray(), value, at, faults);
            case "properties" -> properties(rule.asJsonObject(), value, faults);
            case "allOf" ->
                rule.asJsonArray().forEach(one -> check(one.asJsonObject(), value, at, faults));
            case "if" -> {
              List<String> unmet = new ArrayList<>();
              check(rule.asJsonObject(), value, at, unmet);
              if (unmet.isEmpty()) {
                check(schema.getJsonObject("then"), value, at, faults);
              }
            }
            default -> throw new AssertionError(keyword);
          }
        });
  }

  private static void required(JsonArray names, JsonValue value, String at, List<String> faults) {
    names
        .getValuesAs(JsonString::getString)
        .forEach(name -> is(value.asJsonObject().containsKey(name), at + " lacks " + name, faults));
  }

  private static void properties(JsonObject schemas, JsonValue value, List<String> faults) {
    value
        .asJsonObject()
        .forEach(
            (name, member) -> {
              if (schemas.containsKey(name)) {
                check(schemas.getJsonObject(name), member, name, faults);
              }
            });
  }

  private static boolean isOfType(JsonValue value, String type) {
    return switch (type) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "string" -> value instanceof JsonString;
      case "integer" -> value instanceof JsonNumber number && number.isIntegral();
      default -> throw new AssertionError(type);
    };
  }

  private static boolean isTime(JsonValue value) {
    try {
      return Instant.parse(text(value)).isAfter(Instant.EPOCH);
    } catch (DateTimeParseException none) {
      return false;
    }
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).getString();
  }

  private static void is(boolean right, String fault, List<String> faults) {
    if (!right) {
      faults.add(fault);
    }
  }
}
