package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/rfc-coverage.md} to the conformance table. */
class CoveragePageTest {
  private static final Path PAGE = Path.of("..", "docs", "rfc-coverage.md");

  /** Run with {@code -Dcoverage.page=write} to write the page anew. */
  @Test
  void pageSaysWhatTheTableSays() throws IOException {
    String page = CoveragePage.markdown();
    if (System.getProperty("coverage.page", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }
}
