package org.sealpost.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into {@code Map}, {@code List}, {@code String}, {@code Double}, {@code
 * Boolean} and null. For answers of our own server: launcher and command run outside of it, where
 * there is no JSON library.
 */
public final class Json {
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The object that the text is; empty where it is not one, or not JSON. */
  public static Optional<Map<String, @Nullable Object>> readObject(String text) {
    Json json = new Json(text);
    try {
      json.skipSpace();
      Map<String, @Nullable Object> object = json.object(0);
      json.skipSpace();
      return json.at == text.length() ? Optional.of(object) : Optional.empty();
    } catch (SyntaxException | StringIndexOutOfBoundsException notJson) {
      return Optional.empty();
    }
  }

  private @Nullable Object value(int depth) throws SyntaxException {
    if (depth > MAX_DEPTH) {
      throw new SyntaxException();
    }
    char first = text.charAt(at);
    if (first == '{') {
      return object(depth);
    } else if (first == '[') {
      return array(depth);
    } else if (first == '"') {
      return string();
    } else if (first == '-' || Character.isDigit(first)) {
      return number();
    }
    return word();
  }

  private Map<String, @Nullable Object> object(int depth) throws SyntaxException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    expect('{');
    skipSpace();
    if (take('}')) {
      return members;
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      expect(':');
      skipSpace();
      members.put(name, value(depth + 1));
      skipSpace();
    } while (take(','));
    expect('}');
    return members;
  }

  private List<@Nullable Object> array(int depth) throws SyntaxException {
    List<@Nullable Object> elements = new ArrayList<>();
    expect('[');
    skipSpace();
    if (take(']')) {
      return elements;
    }
    do {
      skipSpace();
      elements.add(value(depth + 1));
      skipSpace();
    } while (take(','));
    expect(']');
    return elements;
  }

  private String string() throws SyntaxException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (!take('"')) {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw new SyntaxException();
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() throws SyntaxException {
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new SyntaxException();
    };
  }

  private char unicode() throws SyntaxException {
    String digits = text.substring(at, at + 4);
    at += 4;
    try {
      return (char) Integer.parseInt(digits, 16);
    } catch (NumberFormatException notHexadecimal) {
      throw new SyntaxException();
    }
  }

  private Double number() throws SyntaxException {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(start, at));
    } catch (NumberFormatException notANumber) {
      throw new SyntaxException();
    }
  }

  private @Nullable Boolean word() throws SyntaxException {
    if (text.startsWith("null", at)) {
      at += 4;
      return null;
    }
    boolean value = text.startsWith("true", at);
    if (!value && !text.startsWith("false", at)) {
      throw new SyntaxException();
    }
    at += value ? 4 : 5;
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char wanted) {
    boolean there = text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) throws SyntaxException {
    if (!take(wanted)) {
      throw new SyntaxException();
    }
  }

  /** The text is not JSON. */
  private static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
