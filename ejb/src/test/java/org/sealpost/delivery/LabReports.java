package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sealpost.delivery.LabHost.Placed;
import org.sealpost.tlsrpt.AppliedPolicy;
import org.sealpost.tlsrpt.FailureDetail;
import org.sealpost.tlsrpt.SessionResult;

/**
 * What reports about TLS tell of each message of each case (RFC 8460 §4.3), held against a table
 * that was made by hand: {@code tlsrpt/lab-results.txt}. With {@code -Dlab.results=write} the table
 * is written anew; then every line that differs has to be looked at.
 */
final class LabReports {
  private static final Path TABLE =
      Path.of("src", "test", "resources", "org", "sealpost", "tlsrpt", "lab-results.txt");

  private final List<String> lines = new ArrayList<>();

  void add(LabScene scene, LabMail mail, List<SessionResult> results) {
    String each =
        results.stream().map(result -> text(scene, result)).collect(Collectors.joining("; "));
    lines.add(scene.row() + " | " + mail.text() + " | " + (each.isEmpty() ? "nothing" : each));
  }

  private static String text(LabScene scene, SessionResult result) {
    AppliedPolicy policy = result.policy();
    String failures =
        result.failures().stream().map(LabReports::text).collect(Collectors.joining(" + "));
    String named = policy.type().text() + " of " + policy.domain();
    for (int i = 0; i < scene.hosts().size(); i++) {
      Placed host = scene.hosts().get(i);
      named = named.replace(host.name(), "mx" + (i + 1));
    }
    String told = result.failures().isEmpty() ? "success" : failures;
    return named.replace(scene.domain(), "domain").replace(scene.label(), "label") + ": " + told;
  }

  private static String text(FailureDetail detail) {
    return detail.type().text() + (detail.reason().isEmpty() ? "" : " (" + detail.reason() + ")");
  }

  void check() throws IOException {
    if ("write".equals(System.getProperty("lab.results"))) {
      Files.createDirectories(TABLE.getParent());
      Files.write(TABLE, lines);
    }
    assertThat(lines).hasSizeGreaterThan(100).isEqualTo(Files.readAllLines(TABLE));
  }
}
