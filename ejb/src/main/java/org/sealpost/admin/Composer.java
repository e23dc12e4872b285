package org.sealpost.admin;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.sealpost.intake.MailSpool;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** Writes a {@link Letter} as a message (RFC 5322, RFC 2045). */
final class Composer {
  private final Domain hostName;
  private final Instant now;

  Composer(Domain hostName, Instant now) {
    this.hostName = hostName;
    this.now = now;
  }

  /** The address of the author, for the envelope. */
  static String reversePath(Letter letter) {
    return address("from", letter.from()).getAddress();
  }

  /** The addresses of everybody who gets it, for the envelope. */
  static List<String> forwardPaths(Letter letter) {
    List<String> all = new ArrayList<>();
    letter.to().forEach(text -> all.add(address("to", text).getAddress()));
    letter.cc().forEach(text -> all.add(address("cc", text).getAddress()));
    letter.bcc().forEach(text -> all.add(address("bcc", text).getAddress()));
    return all.stream().distinct().toList();
  }

  /** The message; Bcc stands in the envelope only (RFC 5322 §3.6.3). */
  MailSpool.Source message(Letter letter) {
    if (letter.subject().chars().anyMatch(c -> c < ' ')) {
      throw new CommandRefusedException(Refusal.SUBJECT_OF_SEVERAL_LINES);
    }
    return out -> {
      try {
        MimeMessage message = new Numbered("<" + UUID.randomUUID() + "@" + hostName + ">");
        message.setFrom(address("from", letter.from()));
        for (String text : letter.to()) {
          message.addRecipient(RecipientType.TO, address("to", text));
        }
        for (String text : letter.cc()) {
          message.addRecipient(RecipientType.CC, address("cc", text));
        }
        message.setSubject(letter.subject(), "UTF-8");
        message.setSentDate(Date.from(now));
        if (letter.requirement() == TlsRequirement.OPTIONAL) {
          message.setHeader("TLS-Required", "No"); // RFC 8689 §5
        }
        message.setText(letter.text(), "UTF-8");
        message.writeTo(out);
      } catch (MessagingException unwritable) {
        throw new CommandRefusedException(Refusal.UNWRITABLE, unwritable);
      }
    };
  }

  private static InternetAddress address(String field, String text) {
    try {
      InternetAddress[] parsed = InternetAddress.parse(text, true);
      if (parsed.length == 1 && !parsed[0].isGroup() && text.chars().noneMatch(c -> c < ' ')) {
        return parsed[0];
      }
    } catch (AddressException malformed) {
      throw new CommandRefusedException(Refusal.NO_ADDRESS_IN_FIELD, field, text);
    }
    throw new CommandRefusedException(Refusal.SEVERAL_ADDRESSES_IN_FIELD, field, text);
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
