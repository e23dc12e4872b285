package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads reports with programs that are not ours: Python's mail, gzip and JSON, dkimpy, jsonschema.
 */
final class Foreign {
  private static final Path RESOURCES =
      Path.of("src", "test", "resources", "org", "sealpost", "tlsrpt").toAbsolutePath();

  /** Where Debian's Python is, with the modules that Debian has for it. */
  private static final String PYTHON = "/usr/bin/python3";

  private Foreign() {}

  /**
   * Reads a report by mail.
   *
   * @param keyName where the DNS would have the key
   * @param keyRecord what it would have there
   * @return what the script says, by name
   */
  static Map<String, String> read(Path directory, byte[] mail, String keyName, String keyRecord)
      throws IOException, InterruptedException {
    Path message = Files.write(directory.resolve("report.eml"), mail);
    Process process =
        new ProcessBuilder(
                List.of(
                    PYTHON,
                    RESOURCES.resolve("read_report.py").toString(),
                    message.toString(),
                    RESOURCES.resolve("report.schema.json").toString(),
                    keyName,
                    keyRecord))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    Map<String, String> all = new LinkedHashMap<>();
    said.lines()
        .forEach(line -> all.put(line.replaceFirst("=.*", ""), line.replaceFirst("^[^=]*=", "")));
    return all;
  }
}
