package org.sealpost.mtasts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the policy resource (RFC 8461 §3.2). Reading is strict by the ABNF; fields
 * nobody knows are passed over, of repeated ones the first counts.
 */
final class PolicyText {
  // sts-policy-ext-name; version, mode, max_age and mx are of the same form
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
  private static final Pattern MAX_AGE = Pattern.compile("[0-9]{1,10}");
  private static final String VERSION = "STSv1";

  private final List<MxPattern> mx = new ArrayList<>();
  private @Nullable String version;
  private @Nullable String mode;
  private @Nullable String maxAge;

  private PolicyText() {}

  /** What reading came to. */
  sealed interface Reading {}

  /** A valid policy. */
  record Valid(MtaStsPolicy policy) implements Reading {}

  /** Not one; the reason in one line, without text of the domain's. */
  record Malformed(String reason) implements Reading {}

  /** Reads the body of the HTTPS reply. */
  static Reading read(byte[] octets) {
    String text;
    try {
      // sts-policy-vchar has UTF-8 only as RFC 3629 allows it.
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new Malformed("it is not UTF-8");
    }
    String[] lines = text.split("\n", -1);
    PolicyText fields = new PolicyText();
    for (int i = 0; i < lines.length; i++) {
      boolean last = i == lines.length - 1;
      if (last && i > 0 && lines[i].isEmpty()) {
        break; // [sts-policy-term]
      }
      // sts-policy-term = LF / CRLF, which the last field need not have
      boolean crlf = !last && lines[i].endsWith("\r");
      String line = crlf ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
      if (!fields.add(line)) {
        return new Malformed("line " + (i + 1) + " is not a field");
      }
    }
    return fields.policy();
  }

  private boolean add(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String name = line.substring(0, colon);
    String value = withoutWsp(line.substring(colon + 1));
    if (!NAME.matcher(name).matches() || !isValue(value)) {
      return false;
    }
    switch (name) {
      case "version" -> version = version == null ? value : version;
      case "mode" -> mode = mode == null ? value : mode;
      case "max_age" -> maxAge = maxAge == null ? value : maxAge;
      case "mx" -> {
        Optional<MxPattern> pattern = MxPattern.parse(value);
        pattern.ifPresent(mx::add);
        return pattern.isPresent();
      }
      default -> {
        // RFC 8461 §3.2: unknown fields SHALL be ignored.
      }
    }
    return true;
  }

  private Reading policy() {
    if (!VERSION.equals(version)) {
      return new Malformed("its version is not " + VERSION);
    }
    Optional<PolicyMode> known = mode == null ? Optional.empty() : PolicyMode.parse(mode);
    if (known.isEmpty()) {
      return new Malformed("it has no mode that is known");
    }
    if (maxAge == null || !MAX_AGE.matcher(maxAge).matches()) {
      return new Malformed("it has no max_age");
    }
    if (mx.isEmpty() && known.get() != PolicyMode.NONE) {
      return new Malformed("it has no mx");
    }
    // Choice: a lifetime beyond the maximum is cut to it; refusing the policy would protect less.
    long seconds = Math.min(Long.parseLong(maxAge), MtaStsPolicy.LONGEST.toSeconds());
    return new Valid(new MtaStsPolicy(known.get(), Duration.ofSeconds(seconds), mx));
  }

  /** sts-policy-ext-value: no control characters, and no white space but single spaces inside. */
  private static boolean isValue(String value) {
    return !value.isEmpty() && value.codePoints().allMatch(c -> c >= ' ' && c != 0x7F);
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

  /** Writes a policy, with CRLF as RFC 8461 §3.2 describes it. */
  static String write(MtaStsPolicy policy) {
    StringBuilder text = new StringBuilder("version: ").append(VERSION).append("\r\n");
    text.append("mode: ").append(policy.mode().text()).append("\r\n");
    policy.mx().forEach(pattern -> text.append("mx: ").append(pattern).append("\r\n"));
    return text.append("max_age: ").append(policy.maxAge().toSeconds()).append("\r\n").toString();
  }
}
