package org.sealpost.dkim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/** Signs messages in the name of a domain (RFC 6376 §5). Thread-safe. */
public final class DkimSigner {
  private static final int MOST_LINE = 76;
  private static final Pattern SIGNATURE = Pattern.compile("([\\s;]b=)([^;]*)");

  private final DkimKey key;

  /** With this key. */
  public DkimSigner(DkimKey key) {
    this.key = key;
  }

  /** The key it signs with. */
  public DkimKey key() {
    return key;
  }

  /**
   * The message with a signature before it. The whole body is signed, never a part of it ({@code
   * l=}; RFC 8460 §3, RFC 6376 §8.2).
   *
   * @param message whole, lines ended by CRLF
   * @param domain in whose name, in A-labels
   * @param fields which fields to sign, where they are there; From among them (RFC 6376 §5.4)
   */
  public byte[] sign(byte[] message, String domain, List<String> fields) {
    String template =
        "v=1; a=rsa-sha256; c=relaxed/relaxed; d="
            + domain
            + "; s="
            + key.selector()
            + "; h="
            + String.join(":", fields)
            + "; bh=; b=;";
    try {
      String field =
          new DKIMSigner(template, key.privateKey()).sign(new ByteArrayInputStream(message));
      ByteArrayOutputStream signed = new ByteArrayOutputStream(message.length + 1024);
      signed.writeBytes(folded(field).getBytes(StandardCharsets.US_ASCII));
      signed.writeBytes(message);
      return signed.toByteArray();
    } catch (FailException | IOException broken) {
      throw new IllegalStateException("a message of our own could not be signed", broken);
    }
  }

  /**
   * RFC 5322 §2.1.1. White space between tags and within the signature itself may be folded after
   * it was made (RFC 6376 §3.4.2, §3.5).
   */
  private static String folded(String field) {
    String tags = field.strip().replaceAll(";\\s*(?=\\S)", ";\r\n\t");
    Matcher signature = SIGNATURE.matcher(tags);
    if (!signature.find()) {
      throw new IllegalStateException("no signature in " + tags);
    }
    String value = signature.group(2).replaceAll("\\s", "");
    StringBuilder lines = new StringBuilder();
    for (int start = 0; start < value.length(); start += MOST_LINE - 4) {
      lines.append(start == 0 ? "" : "\r\n\t ");
      lines.append(value, start, Math.min(value.length(), start + MOST_LINE - 4));
    }
    return tags.substring(0, signature.start(2))
        + lines
        + tags.substring(signature.end(2))
        + "\r\n";
  }
}
