package org.sealpost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire cases of the server side are all somewhere, and stay there. */
final class ServerCasesTest {
  private static final String CASES = read("/org/sealpost/intake/server-cases.txt");
  private static final String CONFORMANCE = read("/org/sealpost/server/conformance.txt");

  private static String read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(ServerCasesTest.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Stream<String[]> cases() {
    return CASES.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" \\| ", 3));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isShownWhereTheListSays(String name, String where, String what) throws Exception {
    if (where.equals("conformance")) {
      boolean numbered = name.matches("[SP]\\d+");
      assertThat(CONFORMANCE.lines())
          .anyMatch(line -> numbered ? line.contains("(" + name + ")") : line.contains(what));
      return;
    }
    String[] parts = where.split("#", 2);
    // Not loaded where it counts as a whole: what it is built on may be missing here.
    assertThat(getClass().getResource("/" + parts[0].replace('.', '/') + ".class")).isNotNull();
    if (parts.length == 2) {
      assertThat(Class.forName(parts[0]).getDeclaredMethods())
          .extracting(Method::getName)
          .contains(parts[1]);
    }
  }

  @Test
  void noneIsMissing() {
    Stream<String> wanted =
        Stream.concat(IntStream.rangeClosed(1, 18).mapToObj(i -> "S" + i), Stream.of("P1", "P2"));
    assertThat(cases().map(one -> one[0])).containsAll(wanted.toList());
  }
}
