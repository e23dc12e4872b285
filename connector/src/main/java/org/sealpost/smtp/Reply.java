package org.sealpost.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP reply (RFC 5321 §4.2): ours to a client, or a peer's to us.
 *
 * @param code 200 to 599
 * @param status the enhanced status code, null where there is none (greeting, EHLO, 354; RFC 2034)
 * @param lines the text lines without code and status, at least one, each free of CR and LF
 */
public record Reply(int code, @Nullable EnhancedStatusCode status, List<String> lines) {
  /** Copies the lines; escapes nothing: text from outside has to be cleaned before. */
  public Reply {
    lines = List.copyOf(lines);
    if (code < 200 || code > 599 || lines.isEmpty()) {
      throw new IllegalArgumentException("not a reply: " + code + " with " + lines.size());
    }
  }

  /** A reply of one line with an enhanced status code written in this program. */
  public static Reply of(int code, String status, String text) {
    return new Reply(code, EnhancedStatusCode.of(status), List.of(text));
  }

  /** 2yz or 3yz. */
  public boolean isPositive() {
    return code < 400;
  }

  /** 4yz: the same again later may succeed. */
  public boolean isTransient() {
    return code >= 400 && code < 500;
  }

  /** 5yz. */
  public boolean isPermanent() {
    return code >= 500;
  }
}
