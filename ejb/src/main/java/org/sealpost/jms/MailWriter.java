package org.sealpost.jms;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequiredField;
import org.sealpost.smtp.TlsRequirement;

/** Writes a {@link JsonMail} as a message (RFC 5322, RFC 2045, RFC 2046). */
final class MailWriter {
  private final Domain hostName;
  private final Instant now;

  MailWriter(Domain hostName, Instant now) {
    this.hostName = hostName;
    this.now = now;
  }

  /** The address of the author, for the envelope. */
  static String reversePath(JsonMail mail) throws WrongOrderException {
    return address("from", mail.from()).getAddress();
  }

  /** The addresses of everybody who gets it, each once, for the envelope. */
  static List<String> forwardPaths(JsonMail mail) throws WrongOrderException {
    List<String> all = new ArrayList<>();
    for (InternetAddress[] some :
        List.of(
            addresses("to", mail.to()), addresses("cc", mail.cc()), addresses("bcc", mail.bcc()))) {
      for (InternetAddress one : some) {
        all.add(one.getAddress());
      }
    }
    return all.stream().distinct().toList();
  }

  /** The message; Bcc stands in the envelope only (RFC 5322 §3.6.3). */
  MimeMessage message(JsonMail mail, TlsRequirement requirement) throws WrongOrderException {
    if (mail.subject().chars().anyMatch(c -> c < ' ')) {
      throw new WrongOrderException("subject: is one line without control characters.");
    }
    try {
      MimeMessage message = new Numbered("<" + UUID.randomUUID() + "@" + hostName + ">");
      message.setFrom(address("from", mail.from()));
      message.setRecipients(RecipientType.TO, addresses("to", mail.to()));
      message.setRecipients(RecipientType.CC, addresses("cc", mail.cc()));
      message.setSubject(mail.subject(), "UTF-8");
      message.setSentDate(Date.from(now));
      if (requirement == TlsRequirement.OPTIONAL) {
        message.setHeader(TlsRequiredField.NAME, "No"); // RFC 8689 §5
      }
      fill(message, mail);
      message.saveChanges();
      return message;
    } catch (MessagingException unwritable) {
      throw new WrongOrderException("The mail cannot be written: " + unwritable.getMessage());
    }
  }

  static void write(MimeMessage message, OutputStream out) throws IOException {
    try {
      message.writeTo(out);
    } catch (MessagingException unwritable) {
      throw new IOException("the mail cannot be written", unwritable);
    }
  }

  private static void fill(MimeMessage message, JsonMail mail)
      throws MessagingException, WrongOrderException {
    if (mail.attachments().isEmpty()) {
      words(message, mail);
      return;
    }
    MimeMultipart parts = new MimeMultipart("mixed");
    MimeBodyPart words = new MimeBodyPart();
    words(words, mail);
    parts.addBodyPart(words);
    for (JsonMail.Attachment attachment : mail.attachments()) {
      parts.addBodyPart(part(attachment));
    }
    message.setContent(parts);
  }

  private static void words(Part part, JsonMail mail) throws MessagingException {
    @Nullable String text = mail.text();
    @Nullable String html = mail.html();
    if (html == null) {
      part.setContent(text, "text/plain; charset=UTF-8");
    } else if (text == null) {
      part.setContent(html, "text/html; charset=UTF-8");
    } else {
      // RFC 2046 §5.1.4: the best one last.
      MimeMultipart alternatives = new MimeMultipart("alternative");
      MimeBodyPart plain = new MimeBodyPart();
      plain.setText(text, "UTF-8");
      MimeBodyPart rich = new MimeBodyPart();
      rich.setText(html, "UTF-8", "html");
      alternatives.addBodyPart(plain);
      alternatives.addBodyPart(rich);
      part.setContent(alternatives);
    }
  }

  private static MimeBodyPart part(JsonMail.Attachment attachment)
      throws MessagingException, WrongOrderException {
    try {
      String type = new ContentType(attachment.type()).toString();
      if (type.startsWith("multipart/") || type.startsWith("message/")) {
        throw new WrongOrderException("attachments: " + type + " is no type of a file.");
      }
    } catch (ParseException noType) {
      throw new WrongOrderException("attachments: “" + attachment.type() + "” is no media type.");
    }
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(new ByteArrayDataSource(attachment.octets(), attachment.type())));
    part.setFileName(attachment.name().replaceAll("\\p{Cntrl}", "_"));
    part.setDisposition(Part.ATTACHMENT);
    // RFC 2045 §6.8: every octet comes through, whatever the type.
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  private static InternetAddress[] addresses(String field, List<String> texts)
      throws WrongOrderException {
    List<InternetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(address(field, text));
    }
    return addresses.toArray(InternetAddress[]::new);
  }

  private static InternetAddress address(String field, String text) throws WrongOrderException {
    try {
      InternetAddress[] parsed = InternetAddress.parse(text, true);
      if (parsed.length == 1 && !parsed[0].isGroup() && text.chars().noneMatch(c -> c < ' ')) {
        return parsed[0];
      }
    } catch (AddressException malformed) {
      throw new WrongOrderException(field + ": “" + text + "” is no address.");
    }
    throw new WrongOrderException(field + ": “" + text + "” is not one address.");
  }

  /** A message with an id of ours: the library would put the name of this machine in it. */
  private static final class Numbered extends MimeMessage {
    private final String id;

    Numbered(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
