package org.sealpost.server;

import java.util.ArrayList;
import java.util.List;

/** Makes {@code docs/rfc-coverage.md} of the conformance table. */
final class CoveragePage {
  private static final int MAX_SHOWN = 90;
  private static final String HEAD =
      """
      # What the server answers, rule by rule

      <!-- Made from conformance.txt by CoveragePageTest; run that with -Dcoverage.page=write. -->

      Each row is a case that the tests of the connector play over a real socket (`ConformanceTest`):
      where the session stands, what is sent, what comes back. Several commands or replies of one
      case stand behind each other; `{x*64}` is sixty-four times `x`; `... WORDS` is a line that the
      reply has, `!!! WORDS` one that it has not. P and S numbers are those of the list of wire cases
      collected from other servers; "Choice" is where an RFC leaves it open or we do more.
      """;

  private CoveragePage() {}

  /** The whole page. */
  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    List<ConformanceCase> cases = ConformanceCase.all().toList();
    page.append("\n%d cases.\n".formatted(cases.size()));
    List<String> lines = ConformanceCase.lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("## ")) {
        page.append("\n").append(line).append("\n\n");
        page.append("| section | where | sent | answered | it shows |\n|---|---|---|---|---|\n");
      } else if (ConformanceCase.isCase(line)) {
        page.append(row(ConformanceCase.of(line)));
      }
    }
    return page.toString();
  }

  private static String row(ConformanceCase one) {
    return "| %s §%s | %s | %s | %s | %s |\n"
        .formatted(
            one.rfc(),
            one.section(),
            one.state().words(),
            code(one.steps()),
            code(one.replies()),
            one.shows());
  }

  private static String code(List<String> parts) {
    List<String> shown = new ArrayList<>();
    for (String part : parts) {
      String text = part.startsWith("!") ? part.substring(1) : part;
      shown.add("`" + cut(text.strip()) + "`");
    }
    return String.join(", ", shown);
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
