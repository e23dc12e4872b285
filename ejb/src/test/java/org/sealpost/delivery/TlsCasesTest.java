package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every case of the TLS policy over real sockets; see {@code docs/tls-cases.md}. */
@Tag("rfc8689-4.2.1")
@Tag("rfc7672-2.2")
@Tag("rfc8461-5")
@Tag("rfc8460-4.3")
class TlsCasesTest {
  private static final List<TlsCase> ROWS = TlsCaseTable.rows();

  @TempDir static Path directory;

  private static LabWorld world;

  @BeforeAll
  static void open() throws Exception {
    world = new LabWorld(directory, ROWS);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCase() {
    Stream<DynamicTest> cases =
        ROWS.stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> carryOut(row)));
    DynamicTest last =
        DynamicTest.dynamicTest(
            "nothing of a REQUIRED message was seen where it must not be", () -> searchAll());
    DynamicTest reported =
        DynamicTest.dynamicTest(
            "reports about TLS tell the right thing of each", () -> world.told().check());
    return Stream.concat(cases, Stream.of(last, reported));
  }

  private static void carryOut(TlsCase row) throws Exception {
    try (LabRun run = new LabRun(world, row)) {
      row.steps().forEach(step -> step.carryOut(run));
    }
  }

  /** Over all octets that any peer was sent in any case. */
  private static void searchAll() {
    LabRecorder recorder = world.recorder();
    assertThat(recorder.leaks()).isEmpty();
    // And the search finds what is there.
    assertThat(recorder.required()).isGreaterThan(60);
    assertThat(recorder.guarded()).isGreaterThan(25);
    assertThat(recorder.unguarded()).isGreaterThan(25);
  }
}
