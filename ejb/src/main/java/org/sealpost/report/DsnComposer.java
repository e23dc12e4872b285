package org.sealpost.report;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.sealpost.client.mime.MailForm;
import org.sealpost.report.ReportedRecipient.Action;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.TlsRequiredField;
import org.sealpost.smtp.TlsRequirement;

/**
 * Writes a delivery status notification: words for people, fields for programs (RFC 3464), and of
 * the original its header section, or all of it where the sender asked for that (RFC 3461 §4.3).
 *
 * <p>Choice: a notification is of 7 bits unless its own recipient has an address beyond ASCII. Only
 * then is it certain that the way back takes more (RFC 6533 §4.5); what the original has of UTF-8
 * is encoded and nothing is lost. A whole message that is returned keeps its 8 bits (RFC 2046
 * §5.2.1 has no other encoding for it) as long as a relay can encode its parts where it has to.
 *
 * <p>Choice: of a REQUIRED message only the fields by which the sender recognises it are returned
 * (RFC 8689 §5). The notification may have to leave over a weaker path than the original was
 * promised, and must not carry more than that path may see; RET=FULL changes nothing about that.
 */
public final class DsnComposer {
  /** RFC 5322 §2.1.1: a line has at most 998 octets. */
  private static final int MAX_FIELD = 900;

  private final Domain hostName;

  /** A composer that speaks for a host. */
  public DsnComposer(Domain hostName) {
    this.hostName = hostName;
  }

  /** The subject: the gravest of what happened. */
  public static String subject(List<ReportedRecipient> recipients, Addressee addressee) {
    Action action = ReportedRecipient.gravest(recipients);
    String happened =
        switch (action) {
          case FAILED -> "message could not be delivered";
          case DELAYED -> "message is delayed";
          case RELAYED -> "message was passed on";
          case EXPANDED -> "message was sent on to several addresses";
          case DELIVERED -> "message was delivered";
        };
    return addressee.isPostmaster() ? "Postmaster: a " + happened : "Your " + happened;
  }

  /**
   * The octets of the notification, every line ended by CRLF.
   *
   * @param recipients at least one
   */
  public byte[] compose(
      ReportedMessage original,
      Addressee addressee,
      List<ReportedRecipient> recipients,
      Instant now) {
    boolean whole = isWhole(original, addressee, recipients);
    try {
      byte[] octets = octets(original, addressee, recipients, now, whole);
      return whole && !canTravel(octets, addressee)
          ? octets(original, addressee, recipients, now, false)
          : octets;
    } catch (MessagingException | IOException broken) {
      throw new IllegalStateException("notification for " + original.queueId(), broken);
    }
  }

  /**
   * RFC 6152 §3: a host on the way back may take 7 bits only. What nobody can encode for it would
   * be refused there, and the sender told of nothing; then the header section is enough.
   */
  private static boolean canTravel(byte[] notification, Addressee addressee) throws IOException {
    return addressee.mailbox().needsSmtpUtf8()
        || !ReportParts.hasEightBit(notification)
        || MailForm.of(new ByteArrayInputStream(notification)).canBeSevenBit();
  }

  private byte[] octets(
      ReportedMessage original,
      Addressee addressee,
      List<ReportedRecipient> recipients,
      Instant now,
      boolean whole)
      throws MessagingException, IOException {
    boolean utf8 = addressee.mailbox().needsSmtpUtf8();
    ReportParts parts = new ReportParts(utf8);
    MimeMessage message = new MimeMessage(session());
    MimeMultipart report = new MimeMultipart("report; report-type=delivery-status");
    report.addBodyPart(parts.words(Words.of(hostName, original, addressee, recipients)));
    report.addBodyPart(parts.fields(StatusFields.of(hostName, original, recipients, utf8)));
    report.addBodyPart(whole ? parts.message(original) : parts.header(original));
    message.setContent(report);
    message.saveChanges();
    message.setHeader("Subject", subject(recipients, addressee));
    if (whole && ReportParts.hasEightBit(original.whole())) {
      message.setHeader("Content-Transfer-Encoding", "8bit"); // RFC 2045 §6.4: as its part has
    }
    address(message, original, addressee.mailbox(), now);
    ByteArrayOutputStream octets = new ByteArrayOutputStream(4096);
    message.writeTo(octets);
    return octets.toByteArray();
  }

  private static Session session() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.allowutf8", "true"); // RFC 6532, for the address in To
    return Session.getInstance(properties);
  }

  private void address(MimeMessage message, ReportedMessage original, Mailbox to, Instant now)
      throws MessagingException, IOException {
    message.setHeader("From", "Mail Delivery System <postmaster@" + hostName + ">");
    message.setHeader("To", to.toString());
    message.setHeader("Date", StatusFields.date(now));
    message.setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + hostName + ">");
    message.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834 §3.1.7
    HeaderSection header = header(original.header());
    String messageId = header.first("Message-ID").strip();
    if (!messageId.isEmpty() && messageId.length() <= MAX_FIELD) {
      // RFC 3834 §3.1.6
      message.setHeader("In-Reply-To", StatusFields.ascii(messageId));
      message.setHeader("References", references(original, header, messageId));
    }
    if (original.requirement() == TlsRequirement.OPTIONAL) {
      // RFC 8689 §5: what the sender said of the message holds for its answer.
      message.setHeader(TlsRequiredField.NAME, "No");
    }
  }

  /** RFC 5322 §3.6.4: those of the parent, then the parent; of REQUIRED mail the parent alone. */
  private static String references(
      ReportedMessage original, HeaderSection header, String messageId) {
    String earlier = header.first("References").strip();
    boolean shown =
        original.requirement() != TlsRequirement.REQUIRED
            && !earlier.isEmpty()
            && earlier.length() + messageId.length() <= MAX_FIELD;
    StringBuilder folded = new StringBuilder();
    String all = shown ? earlier + " " + messageId : messageId;
    Folding.append(folded, "", StatusFields.ascii(all));
    return folded.toString().stripTrailing();
  }

  /** RFC 3461 §6.2: all of it only with RET=FULL, and only where there is a failure. */
  private static boolean isWhole(
      ReportedMessage original, Addressee addressee, List<ReportedRecipient> recipients) {
    return original.whole() != null
        && !addressee.isPostmaster()
        && original.requirement() != TlsRequirement.REQUIRED
        && original.dsn().returned() == DsnReturn.FULL
        && recipients.stream().anyMatch(ReportedRecipient::isFailed);
  }

  static HeaderSection header(byte[] octets) throws IOException {
    return HeaderSection.read(new ByteArrayInputStream(octets), octets.length + 1);
  }
}
