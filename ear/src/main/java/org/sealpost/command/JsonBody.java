package org.sealpost.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An object of JSON to be sent; members of nothing are left out. */
final class JsonBody {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /** Texts, numbers, truth values, collections of those, and bodies. */
  JsonBody put(String name, Object value) {
    members.put(name, value);
    return this;
  }

  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + written(member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String written(Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(JsonBody::written).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  /** RFC 8259 §7. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
