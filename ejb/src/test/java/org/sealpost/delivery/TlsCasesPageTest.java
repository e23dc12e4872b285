package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the laboratory is complete, and {@code docs/tls-cases.md} says what is in it. */
class TlsCasesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "tls-cases.md");

  /** How many of each: client, DANE and MTA-STS cases, and rows of each part of the decision. */
  private static final Map<String, Integer> EXPECTED =
      Map.of(
          "C", 25, "D", 16, "M", 13, "3/", 2, "4.1/", 8, "4.2/", 12, "4.3/", 3, "4.4/", 3, "4.5/",
          8);

  private static Set<String> expected() {
    return EXPECTED.entrySet().stream()
        .flatMap(
            each ->
                IntStream.rangeClosed(1, each.getValue())
                    .mapToObj(number -> each.getKey() + number))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyCaseIsThere() {
    Set<String> shown =
        TlsCaseTable.rows().stream()
            .flatMap(row -> row.ids().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).isEqualTo(expected());
  }

  @Test
  void everyRowSendsSomething() {
    assertThat(TlsCaseTable.rows()).allMatch(row -> !row.steps().isEmpty());
  }

  @Test
  void everyTestThatIsNamedExists() {
    Stream<String> named = TlsCaseTable.rows().stream().flatMap(row -> row.witnesses().stream());
    assertThat(named).isNotEmpty().allMatch(TlsCasesPageTest::isTest);
  }

  private static boolean isTest(String name) {
    List<String> parts = List.of(name.split("#"));
    try {
      Class<?> type =
          Class.forName(
              "org.sealpost." + parts.get(0), false, TlsCasesPageTest.class.getClassLoader());
      return Stream.of(type.getDeclaredMethods())
          .filter(method -> method.getName().equals(parts.get(1)))
          .flatMap(method -> Stream.of(method.getAnnotations()))
          .anyMatch(each -> each.annotationType().getName().startsWith("org.junit.jupiter"));
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  /** Run with {@code -Dcases.page=write} to write the page anew. */
  @Test
  void pageSaysWhatTheTableSays() throws IOException {
    String page = TlsCasesPage.markdown();
    if (System.getProperty("cases.page", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }
}
