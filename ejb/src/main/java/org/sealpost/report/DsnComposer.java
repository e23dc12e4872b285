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
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.TlsRequiredField;
import org.sealpost.smtp.TlsRequirement;

/**
 * Writes a delivery status notification: words for the sender, fields for programs (RFC 3464), and
 * of the original its header section, or all of it where the sender asked for that (RFC 3461 §4.3).
 *
 * <p>Choice: of a REQUIRED message only the fields by which the sender recognises it are returned
 * (RFC 8689 §5). The notification may have to leave over a weaker path than the original was
 * promised, and must not carry more than that path may see; RET=FULL changes nothing about that.
 */
public final class DsnComposer {
  /** By these a sender recognises a message. */
  private static final List<String> RECOGNITION = List.of("Message-ID", "Date", "To", "Cc");

  private final Domain hostName;

  /** A composer that speaks for a host. */
  public DsnComposer(Domain hostName) {
    this.hostName = hostName;
  }

  /** The subject: failures first, then delays. */
  public static String subject(List<ReportedRecipient> recipients) {
    if (recipients.stream().anyMatch(ReportedRecipient::isFailed)) {
      return "Your message could not be delivered";
    }
    if (recipients.stream().anyMatch(ReportedRecipient::isDelayed)) {
      return "Your message is delayed";
    }
    boolean delivered =
        recipients.stream().allMatch(r -> r.action() == ReportedRecipient.Action.DELIVERED);
    return delivered ? "Your message was delivered" : "Your message was passed on";
  }

  /**
   * The octets of the notification, every line ended by CRLF.
   *
   * @param recipients at least one
   */
  public byte[] compose(ReportedMessage original, List<ReportedRecipient> recipients, Instant now) {
    try {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
      MimeMultipart report = new MimeMultipart("report; report-type=delivery-status");
      report.addBodyPart(
          part("text/plain; charset=utf-8", Words.of(hostName, original, recipients)));
      report.addBodyPart(
          part("message/delivery-status", StatusFields.of(hostName, original, recipients)));
      report.addBodyPart(returned(original, recipients));
      message.setContent(report);
      message.saveChanges();
      message.setHeader("Subject", subject(recipients));
      address(message, original, now);
      ByteArrayOutputStream octets = new ByteArrayOutputStream(4096);
      message.writeTo(octets);
      return octets.toByteArray();
    } catch (MessagingException | IOException broken) {
      throw new IllegalStateException("notification for " + original.queueId(), broken);
    }
  }

  private void address(MimeMessage message, ReportedMessage original, Instant now)
      throws MessagingException {
    message.setHeader("From", "Mail Delivery System <postmaster@" + hostName + ">");
    message.setHeader("To", original.reversePath().text());
    message.setHeader("Date", StatusFields.date(now));
    message.setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + hostName + ">");
    message.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834 §3.1.7
    String messageId = header(original).first("Message-ID");
    if (!messageId.isEmpty()) {
      message.setHeader("References", StatusFields.ascii(messageId));
    }
    if (original.requirement() == TlsRequirement.OPTIONAL) {
      // RFC 8689 §5 by analogy, §4.2.2: what the sender said of the message holds for its answer.
      message.setHeader(TlsRequiredField.NAME, "No");
    }
  }

  /** RFC 3461 §6.2: all of it only with RET=FULL, and only where there is a failure. */
  private static MimeBodyPart returned(ReportedMessage original, List<ReportedRecipient> recipients)
      throws MessagingException, IOException {
    byte[] whole = original.whole();
    if (original.requirement() == TlsRequirement.REQUIRED) {
      return part("text/rfc822-headers", recognition(original));
    }
    boolean full =
        original.dsn().returned() == DsnReturn.FULL
            && recipients.stream().anyMatch(ReportedRecipient::isFailed);
    if (!full || whole == null) {
      return part("text/rfc822-headers", new String(original.header(), StandardCharsets.UTF_8));
    }
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", "message/rfc822");
    // RFC 2046 §5.2.1: no other encodings than these for message/rfc822.
    headers.setHeader("Content-Transfer-Encoding", hasEightBit(whole) ? "8bit" : "7bit");
    return new MimeBodyPart(headers, whole);
  }

  private static boolean hasEightBit(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return true;
      }
    }
    return false;
  }

  private static String recognition(ReportedMessage original) {
    return header(original).fields().stream()
        .filter(field -> RECOGNITION.stream().anyMatch(field::isNamed))
        .map(field -> field.name() + ": " + field.value() + "\r\n")
        .collect(Collectors.joining());
  }

  private static HeaderSection header(ReportedMessage original) {
    try {
      return HeaderSection.read(
          new ByteArrayInputStream(original.header()), original.header().length + 1);
    } catch (IOException impossible) {
      throw new AssertionError("reading from memory", impossible);
    }
  }

  private static MimeBodyPart part(String type, String text) throws MessagingException {
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", type);
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    headers.setHeader("Content-Transfer-Encoding", ascii ? "7bit" : "base64");
    return new MimeBodyPart(headers, ascii ? octets : Base64.getMimeEncoder().encode(octets));
  }
}
