package org.sealpost.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of {@code conformance.txt}; how it is written stands at its head.
 *
 * @param rfc the number alone
 * @param stored how many messages the endpoint has in the end
 * @param shows in words what it is for
 */
record ConformanceCase(
    String rfc,
    String section,
    ConformanceState state,
    List<String> steps,
    List<String> replies,
    int stored,
    String shows) {
  private static final String TABLE = "conformance.txt";
  private static final Pattern REPEATED = Pattern.compile("\\{([^{}]*?)\\*(\\d+)}");

  ConformanceCase {
    steps = List.copyOf(steps);
    replies = List.copyOf(replies);
    if (steps.size() != replies.size()) {
      throw new IllegalArgumentException(steps + " has not as many replies: " + replies);
    }
  }

  /** All lines of the table, with the headings between them. */
  static List<String> lines() {
    try (InputStream in = ConformanceCase.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static Stream<ConformanceCase> all() {
    return lines().stream().filter(ConformanceCase::isCase).map(ConformanceCase::of);
  }

  static boolean isCase(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  static ConformanceCase of(String line) {
    String[] columns = line.split(" \\| ", -1);
    if (columns.length != 6) {
      throw new IllegalArgumentException("not six columns: " + line);
    }
    int hyphen = columns[0].indexOf('-');
    return new ConformanceCase(
        columns[0].substring(0, hyphen),
        columns[0].substring(hyphen + 1),
        ConformanceState.of(columns[1]),
        List.of(columns[2].split(" ~ ", -1)),
        List.of(columns[3].split(" ~ ", -1)),
        Integer.parseInt(columns[4]),
        columns[5]);
  }

  /** What goes out for a step. */
  static byte[] octets(String step) {
    String text = expanded(step.startsWith("!") ? step.substring(1) : step + "\\r\\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      char escaped = c == '\\' ? text.charAt(at + 1) : 0;
      if (escaped == 0) {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      } else {
        out.write(octet(text, at + 1, escaped));
      }
      at += escaped == 0 ? 1 : escaped == 'x' ? 4 : 2;
    }
    return out.toByteArray();
  }

  private static int octet(String text, int at, char escaped) {
    return switch (escaped) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 'x' -> Integer.parseInt(text.substring(at + 1, at + 3), 16);
      default -> escaped;
    };
  }

  /** The replies to a step, each as it begins. */
  static List<String> expected(String reply) {
    return List.of(expanded(reply).split(" & ", -1));
  }

  private static String expanded(String text) {
    Matcher matcher = REPEATED.matcher(text);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
  }

  @Override
  public String toString() {
    return "RFC " + rfc + " " + section + ", " + state.words() + ": " + String.join(" ~ ", steps);
  }
}
