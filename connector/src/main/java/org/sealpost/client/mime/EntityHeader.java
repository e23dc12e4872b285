package org.sealpost.client.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.HeaderSection;

/** The header section of a message or body part, as far as its encoding depends on it. */
final class EntityHeader {
  private static final String TYPE_FIELD = "Content-Type";
  private static final String ENCODING_FIELD = "Content-Transfer-Encoding";
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))",
          Pattern.CASE_INSENSITIVE);

  /** A change of the body, or of a field of it, breaks what these prove (RFC 6376, RFC 8617). */
  private static final List<String> SIGNATURES =
      List.of("DKIM-Signature", "DomainKey-Signature", "ARC-Message-Signature", "ARC-Seal");

  private final byte[] raw;
  private final HeaderSection section;
  private final String type;
  private final boolean readable;

  /**
   * Reads a section.
   *
   * @param raw each line with its CRLF, without the empty line
   * @param whole whether it is not cut short
   * @param usualType what it is where it does not say: {@code text/plain}, or {@code
   *     message/rfc822} in a digest (RFC 2046 §5.1.5)
   */
  EntityHeader(byte[] raw, boolean whole, String usualType) {
    this.raw = raw.clone();
    try {
      this.section = HeaderSection.read(new ByteArrayInputStream(raw), raw.length + 1);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // there is none in memory
    }
    List<String> types = section.values(TYPE_FIELD);
    this.type = types.isEmpty() ? usualType : bareType(types.get(0));
    boolean ambiguous = types.size() > 1 || section.values(ENCODING_FIELD).size() > 1;
    this.readable = whole && !ambiguous && !(isMultipart() && boundary() == null);
  }

  private static String bareType(String value) {
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether all that matters could be made out. */
  boolean isReadable() {
    return readable;
  }

  boolean isMultipart() {
    return type.startsWith("multipart/");
  }

  boolean isDigest() {
    return type.equals("multipart/digest");
  }

  /** Whether its body is a message with a header section of its own. */
  boolean isMessage() {
    return type.equals("message/rfc822");
  }

  /** Whether it tells of another message, which it may hold (RFC 6522). */
  boolean isReport() {
    return type.equals("multipart/report");
  }

  /** Whether RFC 2046 §5.2 or RFC 6532 §3.5 leaves its body no other encoding. */
  boolean isFixed() {
    return type.startsWith("message/") && !isMessage();
  }

  boolean isText() {
    return type.startsWith("text/");
  }

  boolean saysMime() {
    return !section.values("MIME-Version").isEmpty();
  }

  /** Whether something in here, or the kind of its body, is a proof that a change would break. */
  boolean isSigned() {
    return type.equals("multipart/signed")
        || section.fields().stream()
            .anyMatch(field -> SIGNATURES.stream().anyMatch(field::isNamed));
  }

  boolean hasEightBit() {
    return Octets8.any(raw, 0, raw.length);
  }

  /** The stated transfer encoding in lower case; {@code 7bit} where none is (RFC 2045 §6.1). */
  String encoding() {
    String value = section.first(ENCODING_FIELD).toLowerCase(Locale.ROOT);
    return value.isEmpty() ? "7bit" : value;
  }

  /** Whether the body is as it stands here: not already encoded. */
  boolean isIdentity() {
    return List.of("7bit", "8bit", "binary").contains(encoding());
  }

  /** The boundary of a multipart; null where it is none or does not say. */
  @Nullable String boundary() {
    Matcher matcher = BOUNDARY.matcher(section.first(TYPE_FIELD));
    if (!isMultipart() || !matcher.find()) {
      return null;
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1).stripTrailing();
  }

  byte[] raw() {
    return raw.clone();
  }

  /** The same section with another transfer encoding, everything else octet for octet. */
  byte[] withEncoding(String encoding) {
    byte[] field = (ENCODING_FIELD + ": " + encoding + "\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream changed = new ByteArrayOutputStream(raw.length + field.length);
    boolean written = false;
    boolean dropping = false;
    int start = 0;
    while (start < raw.length) {
      int end = lineEnd(start);
      boolean folded = raw[start] == ' ' || raw[start] == '\t';
      if (!folded) {
        dropping = isEncodingField(start, end);
        if (dropping && !written) {
          changed.writeBytes(field);
          written = true;
        }
      }
      if (!dropping) {
        changed.write(raw, start, end - start);
      }
      start = end;
    }
    if (!written) {
      changed.writeBytes(field);
    }
    return changed.toByteArray();
  }

  private int lineEnd(int start) {
    int at = start;
    while (at < raw.length && raw[at] != '\n') {
      at++;
    }
    return Math.min(raw.length, at + 1);
  }

  private boolean isEncodingField(int start, int end) {
    String line = new String(raw, start, end - start, StandardCharsets.ISO_8859_1);
    int colon = line.indexOf(':');
    return colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(ENCODING_FIELD);
  }
}
