package org.sealpost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every event of the log has an id of its own, and {@code docs/log.md} says what it means. */
final class LogPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern EVENT = Pattern.compile("\"(MTA-\\d{4})\\b");
  private static final Pattern LEVEL = Pattern.compile("Level\\.(DEBUG|INFO|WARNING|ERROR)");
  private static final Pattern ROW =
      Pattern.compile("\\| (MTA-\\d{4}) \\| (DEBUG|INFO|WARNING|ERROR) \\| ([^|]+) \\|([^|]*)\\|");
  private static final Pattern RETIRED = Pattern.compile("(?m)^Retired: (.*)$");

  /** One place in the source where a line is written. */
  private record Place(String file, Set<String> levels) {}

  private static Map<String, List<Place>> events() {
    Map<String, List<Place>> events = new TreeMap<>();
    for (String module : List.of("connector", "broker", "ejb", "web", "ear")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(file -> read(file, events));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return events;
  }

  private static void read(Path file, Map<String, List<Place>> events) {
    String source = text(file);
    Matcher event = EVENT.matcher(source);
    while (event.find()) {
      // The method that logs it: from the last blank line to the next.
      int begin = source.lastIndexOf("\n\n", event.start());
      int end = source.indexOf("\n\n", event.end());
      String method = source.substring(Math.max(0, begin), end < 0 ? source.length() : end);
      Set<String> levels = new TreeSet<>();
      Matcher level = LEVEL.matcher(method);
      while (level.find()) {
        levels.add(level.group(1));
      }
      events
          .computeIfAbsent(event.group(1), id -> new ArrayList<>())
          .add(new Place(file.getFileName().toString(), levels));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(text(ROOT.resolve("docs/log.md")));
    while (row.find()) {
      assertThat(rows.put(row.group(1), row.group(2))).as("two rows for " + row.group(1)).isNull();
    }
    return rows;
  }

  @Test
  void noIdIsUsedTwice() {
    events().forEach((id, places) -> assertThat(places).as(id).hasSize(1));
  }

  @Test
  void everyIdIsExplainedAndNoOther() {
    assertThat(rows().keySet()).containsExactlyElementsOf(events().keySet());
  }

  @Test
  void theLevelIsTheOneItIsLoggedAt() {
    Map<String, String> rows = rows();
    events()
        .forEach(
            (id, places) ->
                assertThat(places.get(0).levels())
                    .as(id + " in " + places.get(0).file())
                    .contains(rows.get(id)));
  }

  @Test
  void whatWasRetiredIsNotUsedAgain() {
    Matcher line = RETIRED.matcher(text(ROOT.resolve("docs/log.md")));
    assertThat(line.find()).isTrue();
    String retired = line.group(1);
    assertThat(events().keySet()).noneMatch(retired::contains);
  }
}
