package org.sealpost.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes {@code docs/tls-cases.md} of the laboratory's table. */
final class TlsCasesPage {
  private static final String HEAD =
      """
      # The TLS policy on the wire

      <!-- Made from TlsCaseTable by TlsCasesPageTest; run that with -Dcases.page=write. -->

      Every row below is sent over real sockets by `TlsCasesTest`: a DNS tree signed and served by
      BIND, validated by the built-in resolver; Policy Hosts over HTTPS under a test authority;
      scriptable servers on loopback addresses, each behind a wire that records every octet. A row
      names what was set up, and for each message its requirement (RFC 8689), what has to become
      of it with the status code, and what the servers saw: TLS or not, the REQUIRETLS parameter
      or not. In every handshake the name of the server (or its TLSA base domain) was asked for.
      Where nothing else is said the servers promise REQUIRETLS under TLS.

      After all cases every octet that any server received is searched for marks in the addresses,
      header and body of every REQUIRED message: on no session that was not encrypted, verified
      and seen to promise REQUIRETLS may there be any of it, except what identifies a message in a
      notification about it (RFC 8689 §5).

      C, D and M cases are about REQUIRETLS at the sending side, DANE and MTA-STS; numbers such as
      4.1/5 are rows of the decision in [tls-policy.md](tls-policy.md).
      """;
  private static final Map<String, Predicate<String>> PARTS = parts();

  private TlsCasesPage() {}

  private static Map<String, Predicate<String>> parts() {
    Map<String, Predicate<String>> parts = new LinkedHashMap<>();
    parts.put("REQUIRETLS at the sending side", id -> id.startsWith("C"));
    parts.put("DANE", id -> id.startsWith("D"));
    parts.put("MTA-STS", id -> id.startsWith("M"));
    parts.put("Other rows of the decision", id -> Character.isDigit(id.charAt(0)));
    return parts;
  }

  /** The whole page. */
  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    PARTS.forEach((title, holds) -> page.append(part(title, holds)));
    return page.toString();
  }

  private static String part(String title, Predicate<String> holds) {
    StringBuilder text = new StringBuilder("\n## " + title + "\n\n");
    text.append("| case | rule | what it is about | set up | messages |\n|---|---|---|---|---|\n");
    for (TlsCase row : TlsCaseTable.rows()) {
      if (holds.test(row.ids().get(0))) {
        text.append("| ").append(String.join(", ", row.ids()));
        text.append(" | ").append(row.section());
        text.append(" | ").append(escaped(row.title()));
        text.append(" | ").append(escaped(row.setUpText()));
        text.append(" | ").append(escaped(steps(row))).append(witnesses(row)).append(" |\n");
      }
    }
    return text.toString();
  }

  private static String steps(TlsCase row) {
    return row.steps().stream().map(LabStep::text).collect(Collectors.joining("<br>"));
  }

  private static String witnesses(TlsCase row) {
    List<String> tests = row.witnesses();
    return tests.isEmpty()
        ? ""
        : "<br>see also "
            + tests.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<>", "`<>`").replace("*.", "\\*.");
  }
}
