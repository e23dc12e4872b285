package org.sealpost.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sealpost.smtp.HeaderField;
import org.sealpost.smtp.HeaderSection;

/**
 * What is left of somebody's REQUIRED notification when it has to leave over a path that is not
 * protected (RFC 8689 §5): the fields by which it is recognised, and a sentence in place of all
 * else.
 */
final class RedactedContent implements MailContent {
  private static final int MAX_HEADER_OCTETS = 256 * 1024;
  private static final int MAX_VALUE = 900;
  private static final List<String> KEPT =
      List.of("Date", "From", "To", "Message-ID", "References", "Auto-Submitted");
  private static final String WORDS =
      """
      Content-Type: text/plain; charset=us-ascii\r
      \r
      This notification was to be sent over protected connections only, and the\r
      server it was for offers none. Its text was withheld on the way.\r
      """;

  private final byte[] octets;

  private RedactedContent(byte[] octets) {
    this.octets = octets;
  }

  /** Reads no more than the header section of the whole. */
  static RedactedContent of(MailContent whole) throws IOException {
    StringBuilder text = new StringBuilder();
    try (InputStream in = new BufferedInputStream(whole.open())) {
      for (HeaderField field : HeaderSection.read(in, MAX_HEADER_OCTETS).fields()) {
        if (KEPT.stream().anyMatch(field::isNamed) && field.value().length() <= MAX_VALUE) {
          text.append(field.name()).append(": ");
          text.append(field.value().replaceAll("[^\\x20-\\x7e]", "?")).append("\r\n");
        }
      }
    }
    return new RedactedContent((text + WORDS).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public long octets() {
    return octets.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(octets);
  }
}
