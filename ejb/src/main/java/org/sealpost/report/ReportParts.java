package org.sealpost.report;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.HeaderField;
import org.sealpost.smtp.TlsRequirement;

/**
 * The three parts of a report (RFC 6522 §3): each under the media type and the transfer encoding
 * that what it holds, and the way it goes, allow (RFC 6533 §4.4).
 */
final class ReportParts {
  /** By these a sender recognises a message. */
  private static final List<String> RECOGNITION = List.of("Message-ID", "Date", "To", "Cc");

  private final boolean utf8;

  /**
   * @param utf8 whether the way takes 8 bits and UTF-8 in header fields
   */
  ReportParts(boolean utf8) {
    this.utf8 = utf8;
  }

  MimeBodyPart words(String text) throws MessagingException {
    return encoded("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 6533 §4.4: where nothing is beyond ASCII the traditional type does as well. */
  MimeBodyPart fields(String text) throws MessagingException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    String type =
        hasEightBit(octets) ? "message/global-delivery-status" : "message/delivery-status";
    return encoded(type, octets);
  }

  /** The header section, or what may be shown of it. */
  MimeBodyPart header(ReportedMessage original) throws MessagingException, IOException {
    byte[] octets =
        original.requirement() == TlsRequirement.REQUIRED
            ? recognition(original).getBytes(StandardCharsets.UTF_8)
            : original.header();
    boolean global = original.smtpUtf8() && hasEightBit(octets);
    return encoded(global ? "message/global-headers" : "text/rfc822-headers", octets);
  }

  /** All of it; {@link ReportedMessage#whole} is not null. */
  MimeBodyPart message(ReportedMessage original) throws MessagingException {
    byte[] octets = Objects.requireNonNull(original.whole());
    if (original.smtpUtf8()) {
      return encoded("message/global", octets); // RFC 6533 §4.5
    }
    // RFC 2046 §5.2.1: no other encodings than these for message/rfc822.
    return part("message/rfc822", hasEightBit(octets) ? "8bit" : "7bit", octets);
  }

  private static String recognition(ReportedMessage original) throws IOException {
    StringBuilder text = new StringBuilder();
    for (HeaderField field : DsnComposer.header(original.header()).fields()) {
      if (RECOGNITION.stream().anyMatch(field::isNamed)) {
        Folding.append(text, field.name() + ": ", field.value());
      }
    }
    return text.toString();
  }

  private MimeBodyPart encoded(String type, byte[] octets) throws MessagingException {
    if (!hasEightBit(octets)) {
      return part(type, "7bit", octets);
    }
    return utf8
        ? part(type, "8bit", octets)
        : part(type, "base64", Base64.getMimeEncoder().encode(octets));
  }

  private static MimeBodyPart part(String type, String encoding, byte[] octets)
      throws MessagingException {
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", type);
    headers.setHeader("Content-Transfer-Encoding", encoding);
    return new MimeBodyPart(headers, octets);
  }

  static boolean hasEightBit(byte @Nullable [] octets) {
    if (octets == null) {
      return false;
    }
    for (byte octet : octets) {
      if (octet < 0) {
        return true;
      }
    }
    return false;
  }
}
