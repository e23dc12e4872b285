package org.sealpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/settings.md} to the catalogue. */
final class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  /** Run with {@code -Dsettings.page=write} to write the page anew. */
  @Test
  void pageSaysWhatTheCatalogueSays() throws IOException {
    String page = SettingsPage.markdown();
    if (System.getProperty("settings.page", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }
}
