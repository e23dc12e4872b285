package org.sealpost.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/tls-policy.md} to the code. */
class PolicyPageTest {
  private static final Path PAGE = Path.of("..", "docs", "tls-policy.md");

  /** Run with {@code -Dpolicy.page=write} to write the page anew. */
  @Test
  void pageSaysWhatTheCodeDecides() throws IOException {
    String page = PolicyPage.markdown();
    if (System.getProperty("policy.page", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }
}
