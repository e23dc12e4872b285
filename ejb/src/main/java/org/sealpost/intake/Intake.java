package org.sealpost.intake;

import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.ContentSource;
import org.sealpost.queue.Enqueue;
import org.sealpost.queue.NewMessage;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.TlsRequiredField;
import org.sealpost.smtp.TlsRequirement;

/**
 * Takes mail data into the queue: trace field, tag, checks, rows; within the caller's transaction.
 */
final class Intake {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_FROM = 320;
  private static final String DELIVERED_TO = "Delivered-To";

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
    return take(mail, queueIds -> {});
  }

  /** The same; {@code taken} gets the queue id of each copy where the reply is positive. */
  Reply take(MailTransaction mail, Consumer<List<String>> taken) {
    if (!admission.hasSpaceFor(mail.data().octets())) {
      return admission.noSpace();
    }
    try {
      HeaderSection header = header(mail);
      if (!header.complete()) {
        return Replies.HEADER_TOO_LONG;
      }
      if (header.values("Received").size() > settings.limits().message().hops()) {
        return Replies.GOES_IN_A_CIRCLE;
      }
      String account = mail.session().identity();
      if (account != null) {
        Optional<Reply> refusal = Author.refusal(admission.book(), account, header);
        if (refusal.isPresent()) {
          return refusal.get();
        }
      }
      return queue(mail, header, taken);
    } catch (IOException unreadable) {
      IntakeLog.dataUnreadable(mail.session().id(), unreadable);
      return Replies.DATA_UNREADABLE;
    }
  }

  private Reply queue(MailTransaction mail, HeaderSection header, Consumer<List<String>> taken)
      throws IOException {
    Copies all = Copies.of(admission.book(), mail.recipients());
    if (!all.anyKnown()) {
      return admission.unknown();
    }
    if (all.copies().stream().anyMatch(copy -> wentThrough(header, copy.alias()))) {
      // Choice: refused for all recipients, because a reply after the data can say only one thing;
      // the client tells the sender, and nothing circles on.
      return Replies.FORWARDED_IN_A_CIRCLE;
    }
    Instant now = Instant.now();
    TraceField trace = new TraceField(settings.hostName(), mail, settings.mail().hideSubmitters());
    List<String> queueIds = new ArrayList<>();
    for (Copies.Copy copy : all.copies()) {
      NewMessage message = message(mail, header, copy.recipients(), now);
      byte[] deliveredTo = deliveredTo(copy.alias());
      String queueId =
          enqueue.add(
              message,
              id ->
                  new ContentSource.Content(
                      joined(deliveredTo, trace.octets(id, now)), mail.data()));
      queueIds.add(queueId);
      IntakeLog.accepted(queueId, mail, message);
    }
    taken.accept(List.copyOf(queueIds));
    if (!all.expanded().isEmpty()) {
      enqueue.tellExpanded(settings, queueIds.get(0), all.expanded(), now);
    }
    return Replies.queued(queueIds.get(0));
  }

  private NewMessage message(
      MailTransaction mail, HeaderSection header, List<EnvelopeRecipient> recipients, Instant now) {
    TlsRequiredField field = TlsRequiredField.of(header);
    TlsRequirement requirement = field.requirement(mail.parameters().requireTls());
    if (requirement == TlsRequirement.OPTIONAL && !admission.mayWaiveTls(mail.session())) {
      IntakeLog.tlsRequiredOfStranger(mail.session().id());
      requirement = TlsRequirement.DEFAULT;
    }
    NewMessage.Asked asked = asked(mail);
    // The life of a message that is held back begins when it is let go (RFC 4865).
    Instant alive = asked.release() == null ? now : latest(now, asked.release().at());
    return new NewMessage(
        now,
        alive.plus(settings.queue().lifetime()),
        mail.reversePath(),
        requirement,
        // RFC 8689 §4.1: with the MAIL parameter the field is not looked at.
        field == TlsRequiredField.MALFORMED && !mail.parameters().requireTls(),
        needsSmtpUtf8(mail, recipients, header),
        decoded(header.first("Subject"), MAX_SUBJECT),
        decoded(header.first("From"), MAX_FROM),
        origin(mail.session()),
        asked,
        recipients);
  }

  /** Whether the message came through that alias before (the field is described in RFC 9228). */
  private static boolean wentThrough(HeaderSection header, @Nullable Mailbox alias) {
    return alias != null
        && header.values(DELIVERED_TO).stream()
            .anyMatch(value -> value.equalsIgnoreCase(alias.toString()));
  }

  private static byte[] deliveredTo(@Nullable Mailbox alias) {
    String field = alias == null ? "" : DELIVERED_TO + ": " + alias + "\r\n";
    return field.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static NewMessage.Asked asked(MailTransaction mail) {
    MailParameters parameters = mail.parameters();
    // RFC 4954 §5: only who is signed in may say who handed it in.
    boolean trusted = mail.session().identity() != null;
    return new NewMessage.Asked(
        parameters.body() == BodyType.BINARY_MIME,
        parameters.dsn(),
        trusted ? parameters.submitter() : null,
        parameters.release());
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private HeaderSection header(MailTransaction mail) throws IOException {
    try (InputStream data = new BufferedInputStream(mail.data().open())) {
      return HeaderSection.read(data, settings.limits().message().headerOctets());
    }
  }

  /** RFC 6531 §3.4: asked for, and really needed by an address or a header field. */
  private static boolean needsSmtpUtf8(
      MailTransaction mail, List<EnvelopeRecipient> recipients, HeaderSection header) {
    if (!mail.parameters().smtpUtf8()) {
      return false;
    }
    boolean inPaths =
        recipients.stream().anyMatch(each -> each.path().mailbox().needsSmtpUtf8())
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
        tls(session.tls()),
        session.identity());
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
