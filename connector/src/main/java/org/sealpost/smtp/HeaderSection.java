package org.sealpost.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The header section of a message (RFC 5322 §2.1): its fields in order.
 *
 * @param fields what could be read as fields; a line that is none is left out
 * @param octets how long the section is, without the empty line that ends it
 * @param complete whether its end was found; false where it is longer than was allowed to be read
 */
public record HeaderSection(List<HeaderField> fields, int octets, boolean complete) {
  /** Copies the list. */
  public HeaderSection {
    fields = List.copyOf(fields);
  }

  /**
   * Reads from the start of a message to the empty line, the end of the data, or the limit.
   *
   * @param message positioned at its first octet; should be buffered; left open
   * @param maxOctets how much to read at the most
   */
  public static HeaderSection read(InputStream message, int maxOctets) throws IOException {
    return parse(readOctets(message, maxOctets), maxOctets);
  }

  /**
   * The octets of the section, each line with its CRLF, without the empty line.
   *
   * @return at most {@code maxOctets}
   */
  public static byte[] readOctets(InputStream message, int maxOctets) throws IOException {
    ByteArrayOutputStream section = new ByteArrayOutputStream(2048);
    int lineStart = 0;
    int octet;
    while (section.size() < maxOctets && (octet = message.read()) >= 0) {
      section.write(octet);
      if (octet == '\n') {
        if (section.size() - lineStart <= 2) {
          byte[] all = section.toByteArray();
          return Arrays.copyOf(all, lineStart);
        }
        lineStart = section.size();
      }
    }
    return section.toByteArray();
  }

  private static HeaderSection parse(byte[] section, int maxOctets) {
    List<HeaderField> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (String line : new String(section, StandardCharsets.UTF_8).split("\r?\n", -1)) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        field.append(line); // RFC 5322 §2.2.3: unfolding removes the CRLF, nothing else
      } else {
        toField(field).ifPresent(fields::add);
        field.setLength(0);
        field.append(line);
      }
    }
    toField(field).ifPresent(fields::add);
    return new HeaderSection(fields, section.length, section.length < maxOctets);
  }

  private static Optional<HeaderField> toField(CharSequence line) {
    String text = line.toString();
    int colon = text.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    // RFC 5322 §4.5: obsolete syntax allows white space before the colon.
    String name = text.substring(0, colon).stripTrailing();
    boolean printable = !name.isEmpty() && name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    return printable
        ? Optional.of(new HeaderField(name, text.substring(colon + 1).strip()))
        : Optional.empty();
  }

  /** The values of all fields of that name, in order. */
  public List<String> values(String name) {
    return fields.stream().filter(field -> field.isNamed(name)).map(HeaderField::value).toList();
  }

  /** The value of the first field of that name, empty text where there is none. */
  public String first(String name) {
    return fields.stream()
        .filter(field -> field.isNamed(name))
        .map(HeaderField::value)
        .findFirst()
        .orElse("");
  }
}
