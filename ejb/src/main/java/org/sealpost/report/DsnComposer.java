package org.sealpost.report;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.TlsRequiredField;
import org.sealpost.smtp.TlsRequirement;

/**
 * Writes a delivery status notification: words for the sender, fields for programs (RFC 3464), and
 * of the original its header section, never its body.
 *
 * <p>Choice: of a REQUIRED message only the fields by which the sender recognises it are returned
 * (RFC 8689 §5). The notification may have to leave over a weaker path than the original was
 * promised, and must not carry more than that path may see.
 */
public final class DsnComposer {
  /** The subject of every failure notification. */
  public static final String SUBJECT = "Your message could not be delivered";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** By these a sender recognises a message. */
  private static final List<String> RECOGNITION = List.of("Message-ID", "Date", "To", "Cc");

  private final Domain hostName;

  /** A composer that speaks for a host. */
  public DsnComposer(Domain hostName) {
    this.hostName = hostName;
  }

  /**
   * The octets of the notification, every line ended by CRLF.
   *
   * @param failed at least one
   */
  public byte[] compose(FailedMessage original, List<FailedRecipient> failed, Instant now) {
    try {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
      MimeMultipart report = new MimeMultipart("report; report-type=delivery-status");
      report.addBodyPart(part("text/plain; charset=utf-8", words(original, failed)));
      report.addBodyPart(part("message/delivery-status", fields(original, failed)));
      report.addBodyPart(part("text/rfc822-headers", returned(original)));
      message.setContent(report);
      message.saveChanges();
      address(message, original, now);
      ByteArrayOutputStream octets = new ByteArrayOutputStream(4096);
      message.writeTo(octets);
      return octets.toByteArray();
    } catch (MessagingException | IOException broken) {
      throw new IllegalStateException("notification for " + original.queueId(), broken);
    }
  }

  private void address(MimeMessage message, FailedMessage original, Instant now)
      throws MessagingException {
    message.setHeader("From", "Mail Delivery System <postmaster@" + hostName + ">");
    message.setHeader("To", original.reversePath().text());
    message.setHeader("Subject", SUBJECT);
    message.setHeader("Date", DATE.format(now));
    message.setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + hostName + ">");
    message.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834 §3.1.7
    String messageId = header(original).first("Message-ID");
    if (!messageId.isEmpty()) {
      message.setHeader("References", ascii(messageId));
    }
    if (original.requirement() == TlsRequirement.OPTIONAL) {
      // RFC 8689 §5 by analogy, §4.2.2: what the sender said of the message holds for its answer.
      message.setHeader(TlsRequiredField.NAME, "No");
    }
  }

  private String words(FailedMessage original, List<FailedRecipient> failed) {
    StringBuilder text = new StringBuilder();
    text.append("This is the mail server ").append(hostName).append(".\r\n\r\n");
    text.append("Your message of ").append(DATE.format(original.received()));
    text.append(" could not be delivered to the\r\nfollowing recipients:\r\n");
    for (FailedRecipient recipient : failed) {
      text.append("\r\n  ").append(recipient.forwardPath().text()).append("\r\n    ");
      if (recipient.expired()) {
        text.append("It was tried until its time was over. The last attempt failed:\r\n    ");
      }
      text.append(oneLine(recipient.failure().explanation())).append("\r\n");
      for (String line : replyLines(recipient)) {
        text.append("    The other server said: ").append(oneLine(line)).append("\r\n");
      }
    }
    text.append("\r\nNothing more will be tried. The fields of your message follow below; its\r\n");
    text.append("text is not sent back. Its id here was ").append(original.queueId());
    return text.append(".\r\n").toString();
  }

  /** RFC 3464 §2: fields of the message, then of each recipient. */
  private String fields(FailedMessage original, List<FailedRecipient> failed) {
    StringBuilder text = new StringBuilder();
    text.append("Reporting-MTA: dns; ").append(hostName).append("\r\n");
    text.append("Arrival-Date: ").append(DATE.format(original.received())).append("\r\n");
    for (FailedRecipient recipient : failed) {
      text.append("\r\nFinal-Recipient: rfc822; ").append(ascii(recipient.forwardPath().text()));
      text.append("\r\nAction: failed\r\nStatus: ");
      text.append(recipient.failure().status().withClass(5)).append("\r\n");
      if (recipient.failure().remoteMta() != null) {
        text.append("Remote-MTA: dns; ").append(ascii(recipient.failure().remoteMta()));
        text.append("\r\n");
      }
      List<String> reply = replyLines(recipient);
      String diagnostic =
          reply.isEmpty() ? recipient.failure().explanation() : String.join(" ", reply);
      text.append("Diagnostic-Code: ").append(reply.isEmpty() ? "x-sealpost" : "smtp").append("; ");
      text.append(ascii(diagnostic)).append("\r\n");
      text.append("Last-Attempt-Date: ").append(DATE.format(recipient.lastAttempt()));
      text.append("\r\n");
    }
    return text.toString();
  }

  private static String returned(FailedMessage original) throws IOException {
    if (original.requirement() != TlsRequirement.REQUIRED) {
      return new String(original.header(), StandardCharsets.UTF_8);
    }
    return header(original).fields().stream()
        .filter(field -> RECOGNITION.stream().anyMatch(field::isNamed))
        .map(field -> field.name() + ": " + field.value() + "\r\n")
        .collect(Collectors.joining());
  }

  private static HeaderSection header(FailedMessage original) {
    try {
      return HeaderSection.read(
          new ByteArrayInputStream(original.header()), original.header().length + 1);
    } catch (IOException impossible) {
      throw new AssertionError("reading from memory", impossible);
    }
  }

  private static List<String> replyLines(FailedRecipient recipient) {
    var reply = recipient.failure().reply();
    if (reply == null) {
      return List.of();
    }
    String status = reply.status() == null ? "" : " " + reply.status();
    return reply.lines().stream().map(line -> reply.code() + status + " " + line).toList();
  }

  private static MimeBodyPart part(String type, String text) throws MessagingException {
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", type);
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    headers.setHeader("Content-Transfer-Encoding", ascii ? "7bit" : "base64");
    return new MimeBodyPart(headers, ascii ? octets : Base64.getMimeEncoder().encode(octets));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  /** The fields of RFC 3464 are ASCII; what is not stands as question marks. */
  private static String ascii(String text) {
    return oneLine(text).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
