package org.sealpost.web.rest;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers and truth values as JSON that people can read. */
final class JsonText {
  private JsonText() {}

  static String of(Object value) {
    return of(value, "\n") + "\n";
  }

  private static String of(Object value, String newLine) {
    String inner = newLine + "  ";
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted(entry.getKey().toString()) + ": " + of(entry.getValue(), inner))
          .collect(Collectors.joining("," + inner, "{" + inner, newLine + "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream()
          .map(each -> of(each, inner))
          .collect(Collectors.joining("," + inner, "[" + inner, newLine + "]"));
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
