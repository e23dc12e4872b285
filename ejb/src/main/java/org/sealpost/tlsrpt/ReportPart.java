package org.sealpost.tlsrpt;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.tlsrpt.ReportReader.MalformedReportException;

/**
 * The part of a message that is a report (RFC 8460 §5.3), unpacked.
 *
 * @param json owned by the receiver
 * @param submitter the domain in {@code TLS-Report-Submitter}; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
record ReportPart(byte[] json, String submitter) {
  /** The largest message that is looked at. */
  static final int MOST_MESSAGE_OCTETS = 10 * 1024 * 1024;

  /** The largest report: no more than this is ever unpacked. */
  static final int MOST_JSON_OCTETS = 10 * 1024 * 1024;

  private static final int MOST_DEPTH = 5;
  private static final int MOST_PARTS = 50;

  static ReportPart in(byte[] message) throws MalformedReportException {
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
      Part part = find(mail, 0);
      if (part == null) {
        throw new MalformedReportException("no part of it is application/tlsrpt+gzip or +json");
      }
      String[] submitter = mail.getHeader("TLS-Report-Submitter");
      try (InputStream content = part.getInputStream()) {
        return new ReportPart(
            unpacked(content, MOST_JSON_OCTETS),
            submitter == null
                ? ""
                : Domain.parse(submitter[0].strip()).map(Domain::name).orElse(""));
      }
    } catch (MessagingException | IOException broken) {
      throw new MalformedReportException("its parts cannot be read");
    }
  }

  private static @Nullable Part find(Part part, int depth) throws MessagingException, IOException {
    if (part.isMimeType("application/tlsrpt+gzip") || part.isMimeType("application/tlsrpt+json")) {
      return part;
    }
    if (depth < MOST_DEPTH
        && part.isMimeType("multipart/*")
        && part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < Math.min(multipart.getCount(), MOST_PARTS); i++) {
        BodyPart inner = multipart.getBodyPart(i);
        Part found = find(inner, depth + 1);
        if (found != null) {
          return found;
        }
      }
    }
    return depth > 0 && isNamedSo(part) ? part : null;
  }

  /** Choice: some reporters state another media type; RFC 8460 §5.1 has the name end so. */
  private static boolean isNamedSo(Part part) throws MessagingException {
    String name = part.getFileName();
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json.gz") || lower.endsWith(".json");
  }

  /**
   * The octets, unpacked where they are packed.
   *
   * @param most no more than this is ever unpacked; more is malformed
   */
  static byte[] unpacked(InputStream content, int most)
      throws IOException, MalformedReportException {
    BufferedInputStream packed = new BufferedInputStream(content);
    packed.mark(2);
    boolean gzip = packed.read() == 0x1F && packed.read() == 0x8B; // RFC 1952 §2.3.1
    packed.reset();
    try (InputStream plain = gzip ? new GZIPInputStream(packed) : packed) {
      byte[] json = plain.readNBytes(most + 1);
      if (json.length > most) {
        throw new MalformedReportException("it is larger than " + most + " octets");
      }
      return json;
    }
  }
}
