package org.sealpost.tlsrpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TXT record at {@code _smtp._tls.<domain>}: where a domain wants reports to go (RFC 8460 §3).
 *
 * @param targets where, as far as the scheme is known; empty where it is known for none
 */
public record TlsRptRecord(List<ReportTarget> targets) {
  /** Choice: the most we go to; RFC 8460 §3 lets a reporter choose. */
  public static final int MOST_TARGETS = 4;

  private static final String BEGINNING = "v=TLSRPTv1;";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
  // Wider than tlsrpt-ext-value by "=" and by white space inside, which lists of URIs have.
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x3A\\x3C-\\x7E \\t]+");

  /** Copies the list. */
  public TlsRptRecord {
    targets = List.copyOf(targets);
  }

  /** The name at which the record of a domain stands. */
  public static String nameFor(String domain) {
    return "_smtp._tls." + domain;
  }

  /**
   * The one record among the TXT records of the name; empty where there is none, where there are
   * several, and where it is malformed: then the domain wants no reports (RFC 8460 §3).
   *
   * @param texts each TXT record, its strings already put together
   */
  public static Optional<TlsRptRecord> among(List<String> texts) {
    List<String> candidates = texts.stream().filter(text -> text.startsWith(BEGINNING)).toList();
    return candidates.size() == 1 ? parse(candidates.get(0)) : Optional.empty();
  }

  private static Optional<TlsRptRecord> parse(String text) {
    String[] fields = text.substring(BEGINNING.length()).split(";", -1);
    String rua = null;
    for (int i = 0; i < fields.length; i++) {
      String field = withoutWsp(fields[i]);
      if (field.isEmpty() && i == fields.length - 1 && i > 0) {
        break; // [field-delim]
      }
      int equals = field.indexOf('=');
      if (equals < 0
          || !NAME.matcher(field.substring(0, equals)).matches()
          || !VALUE.matcher(field.substring(equals + 1)).matches()) {
        return Optional.empty();
      }
      // Unknown fields SHALL be ignored; of a repeated one the first counts.
      if (rua == null && field.startsWith("rua=")) {
        rua = field.substring("rua=".length());
      }
    }
    return rua == null ? Optional.empty() : Optional.of(new TlsRptRecord(targets(rua)));
  }

  private static List<ReportTarget> targets(String rua) {
    List<ReportTarget> targets = new ArrayList<>();
    for (String uri : rua.split(",", -1)) {
      ReportTarget.parse(withoutWsp(uri))
          .filter(target -> targets.size() < MOST_TARGETS && !targets.contains(target))
          .ifPresent(targets::add);
    }
    return targets;
  }

  private static String withoutWsp(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWsp(text.charAt(start))) {
      start++;
    }
    while (end > start && isWsp(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isWsp(char c) {
    return c == ' ' || c == '\t';
  }
}
