package org.sealpost.intake;

import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.ContentSource;
import org.sealpost.queue.Enqueue;
import org.sealpost.queue.NewMessage;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.TlsRequiredField;
import org.sealpost.smtp.TlsRequirement;

/**
 * Takes mail data into the queue: trace field, tag, checks, rows; within the caller's transaction.
 */
final class Intake {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_FROM = 320;

  private final Settings settings;
  private final Admission admission;
  private final Enqueue enqueue;

  Intake(Settings settings, Admission admission, Enqueue enqueue) {
    this.settings = settings;
    this.admission = admission;
    this.enqueue = enqueue;
  }

  /** The reply for the client; a negative one asks for a rollback. */
  Reply take(MailTransaction mail) {
    if (!admission.hasSpaceFor(mail.data().octets())) {
      return admission.noSpace();
    }
    try {
      HeaderSection header = header(mail);
      if (!header.complete()) {
        return Reply.of(
            552,
            "5.3.4",
            "Header section longer than " + settings.limits().message().headerOctets() + " octets");
      }
      if (header.values("Received").size() > settings.limits().message().hops()) {
        return Reply.of(554, "5.4.6", "Too many Received fields: the message goes in a circle");
      }
      return queue(mail, header);
    } catch (IOException unreadable) {
      IntakeLog.dataUnreadable(mail.session().id(), unreadable);
      return Reply.of(451, "4.3.0", "The message could not be read back; try again later");
    }
  }

  private Reply queue(MailTransaction mail, HeaderSection header) throws IOException {
    Instant now = Instant.now();
    TlsRequiredField field = TlsRequiredField.of(header);
    TlsRequirement requirement = field.requirement(mail.parameters().requireTls());
    NewMessage message =
        new NewMessage(
            now,
            now.plus(settings.queue().lifetime()),
            mail.reversePath(),
            requirement,
            // RFC 8689 §4.1: with the MAIL parameter the field is not looked at.
            field == TlsRequiredField.MALFORMED && requirement == TlsRequirement.DEFAULT,
            needsSmtpUtf8(mail, header),
            decoded(header.first("Subject"), MAX_SUBJECT),
            decoded(header.first("From"), MAX_FROM),
            origin(mail.session()),
            mail.forwardPaths().stream().distinct().toList());
    TraceField trace = new TraceField(settings.hostName(), mail);
    String queueId =
        enqueue.add(message, id -> new ContentSource.Content(trace.octets(id, now), mail.data()));
    IntakeLog.accepted(queueId, mail, requirement);
    if (message.malformedTlsRequired()) {
      IntakeLog.malformedTlsRequired(queueId);
    }
    return Reply.of(250, "2.0.0", "Queued as " + queueId);
  }

  private HeaderSection header(MailTransaction mail) throws IOException {
    try (InputStream data = new BufferedInputStream(mail.data().open())) {
      return HeaderSection.read(data, settings.limits().message().headerOctets());
    }
  }

  /** RFC 6531 §3.4: asked for, and really needed by an address or a header field. */
  private static boolean needsSmtpUtf8(MailTransaction mail, HeaderSection header) {
    if (!mail.parameters().smtpUtf8()) {
      return false;
    }
    boolean inPaths =
        mail.forwardPaths().stream().anyMatch(path -> path.mailbox().needsSmtpUtf8())
            || !isAscii(mail.reversePath().text());
    return inPaths || header.fields().stream().anyMatch(field -> !isAscii(field.value()));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static NewMessage.Origin origin(SmtpSession session) {
    return new NewMessage.Origin(
        session.listener().name().toLowerCase(Locale.ROOT),
        session.client().getAddress().getHostAddress(),
        cut(session.helloName(), 255),
        tls(session.tls()));
  }

  private static @Nullable String tls(SmtpSession.@Nullable Tls tls) {
    return tls == null ? null : tls.version() + " " + tls.cipher();
  }

  /** RFC 2047 words in clear; what is not decodable stays as it is. */
  private static String decoded(String value, int most) {
    String text = value;
    if (value.contains("=?")) {
      try {
        text = MimeUtility.decodeText(value);
      } catch (UnsupportedEncodingException unknownCharset) {
        text = value; // shown as it came
      }
    }
    return cut(text.replaceAll("\\p{Cntrl}+", " "), most);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
