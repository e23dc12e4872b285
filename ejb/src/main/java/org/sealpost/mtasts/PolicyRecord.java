package org.sealpost.mtasts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TXT record at {@code _mta-sts.<domain>}, which says that there is a policy (RFC 8461 §3.1).
 *
 * @param id 1 to 32 letters and digits; another id means another policy, nothing else
 */
public record PolicyRecord(String id) {
  private static final String VERSION = "v=STSv1";
  private static final Pattern BEGINNING = Pattern.compile(VERSION + "[ \\t]*;");
  // sts-extension, of which sts-id is a special case
  private static final Pattern FIELD =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[\\x21-\\x3A\\x3C\\x3E-\\x7E]+");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");

  /** What a domain may name its policy. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The name at which the record stands. */
  static String nameFor(String policyDomain) {
    return "_mta-sts." + policyDomain;
  }

  /**
   * The one record among the TXT records of the name; empty where there is none, where there are
   * several, and where it is malformed: then the domain has no policy (RFC 8461 §3.1).
   *
   * @param texts each TXT record, its strings already put together
   */
  public static Optional<PolicyRecord> among(List<String> texts) {
    List<String> candidates =
        texts.stream().filter(text -> BEGINNING.matcher(text).lookingAt()).toList();
    return candidates.size() == 1 ? parse(candidates.get(0)) : Optional.empty();
  }

  /** Reads one record; empty where it is not as the ABNF of RFC 8461 §3.1 has it. */
  static Optional<PolicyRecord> parse(String text) {
    if (!BEGINNING.matcher(text).lookingAt()) {
      return Optional.empty();
    }
    String[] parts = text.substring(text.indexOf(';') + 1).split(";", -1);
    Optional<String> id = Optional.empty();
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      String field = last ? withoutLeadingWsp(parts[i]) : withoutWsp(parts[i]);
      // [sts-field-delim]: a delimiter may end the record, with white space of its own.
      if (last && i > 0 && field.isEmpty()) {
        break;
      }
      if (!FIELD.matcher(field).matches()) {
        return Optional.empty();
      }
      // §3.2: of a repeated field only the first counts, whether it is right or wrong.
      if (id.isEmpty() && field.startsWith("id=")) {
        id = Optional.of(field.substring("id=".length()));
      }
    }
    return id.filter(PolicyRecord::isId).map(PolicyRecord::new);
  }

  private static String withoutLeadingWsp(String text) {
    int start = 0;
    while (start < text.length() && isWsp(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static String withoutWsp(String text) {
    int end = text.length();
    while (end > 0 && isWsp(text.charAt(end - 1))) {
      end--;
    }
    return withoutLeadingWsp(text.substring(0, end));
  }

  private static boolean isWsp(char c) {
    return c == ' ' || c == '\t';
  }
}
