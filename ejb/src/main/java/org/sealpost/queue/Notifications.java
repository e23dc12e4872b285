package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.delivery.Failure;
import org.sealpost.inflow.MailData;
import org.sealpost.report.DsnComposer;
import org.sealpost.report.ReportedMessage;
import org.sealpost.report.ReportedRecipient;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Tells senders what became of their messages (RFC 5321 §6.1, RFC 3461 §5.2): queues a delivery
 * status notification like any message, in the transaction that records the end.
 */
final class Notifications {
  private static final int MAX_HEADER_OCTETS = 128 * 1024;

  /** RFC 3461 §6.2: of a longer message the fields are enough, RET=FULL or not. */
  private static final int MAX_RETURNED_OCTETS = 128 * 1024;

  private final MessageStore messages;
  private final Settings settings;

  Notifications(EntityManager em, Settings settings) {
    this.messages = new MessageStore(em);
    this.settings = settings;
  }

  /**
   * Whether it has taken so long that the sender is to be told, once, that it is still tried (RFC
   * 3461 §5.2.7.4).
   */
  boolean isLate(Ended ended) {
    Duration patience = settings.queue().delayNotice();
    // A message that was held back at its sender's wish begins to live when it is let go.
    Instant begin = ended.expires().minus(settings.queue().lifetime());
    return ended.isDelayOfInterest()
        && !patience.isZero()
        && !ended.at().isBefore(begin.plus(patience));
  }

  /**
   * Tells the sender.
   *
   * @param told at least one
   * @return whether a notification was queued: never for a notification (RFC 5321 §4.5.5)
   */
  boolean tell(long messageId, List<Ended> told) {
    MessageEntity message = messages.find(messageId).orElse(null);
    Mailbox sender = message == null ? null : message.reversePath().mailbox();
    if (message == null || sender == null) {
      return false;
    }
    List<ReportedRecipient> recipients = told.stream().map(Notifications::recipient).toList();
    try {
      queue(message, new ForwardPath(sender), recipients, told.get(0).at());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return true;
  }

  private void queue(
      MessageEntity message, ForwardPath sender, List<ReportedRecipient> recipients, Instant now)
      throws IOException {
    // RFC 8689 §5: a message about REQUIRETLS mail is sent under REQUIRETLS, also when an operator
    // has weakened the original since: what it tells of was promised protection.
    TlsRequirement requirement =
        message.takenAs() == TlsRequirement.REQUIRED
            ? TlsRequirement.REQUIRED
            : message.requirement();
    ReportedMessage original =
        new ReportedMessage(
            message.queueId(),
            message.reversePath(),
            message.received(),
            requirement,
            message.dsn(),
            message.releaseRequest(),
            header(message),
            whole(message, requirement));
    byte[] dsn = new DsnComposer(settings.hostName()).compose(original, recipients, now);
    NewMessage notification =
        new NewMessage(
            now,
            now.plus(settings.queue().lifetime()),
            ReversePath.NULL,
            requirement,
            false,
            sender.mailbox().needsSmtpUtf8(),
            DsnComposer.subject(recipients),
            "postmaster@" + settings.hostName(),
            NewMessage.Origin.NOTIFICATION,
            // RFC 6710 §4.6: the priority of a report is that of what it reports on.
            new NewMessage.Asked(false, DsnEnvelope.NONE, null, null, message.priority()),
            List.of(new EnvelopeRecipient(sender)));
    messages.insert(
        notification, queueId -> new ContentSource.Content(new byte[0], octets(dsn)), null);
  }

  private byte[] header(MessageEntity message) throws IOException {
    try (InputStream content = messages.content(message)) {
      return HeaderSection.readOctets(content, MAX_HEADER_OCTETS);
    }
  }

  /**
   * What may be returned with RET=FULL: no binary body, which a notification cannot hold; nothing
   * that has UTF-8 in its header, which a peer would have to know how to take (RFC 6533 §4).
   */
  private byte @Nullable [] whole(MessageEntity message, TlsRequirement requirement)
      throws IOException {
    boolean returnable =
        requirement != TlsRequirement.REQUIRED
            && message.dsn().returned() == DsnReturn.FULL
            && message.octets() <= MAX_RETURNED_OCTETS
            && message.bodyType() != BodyType.BINARY_MIME
            && !message.smtpUtf8();
    if (!returnable) {
      return null;
    }
    try (InputStream content = messages.content(message)) {
      return content.readAllBytes();
    }
  }

  private static ReportedRecipient recipient(Ended ended) {
    Failure failure = ended.failure();
    EnhancedStatusCode status = EnhancedStatusCode.of(ended.status());
    return new ReportedRecipient(
        ended.path(),
        ended.asked().parameters().originalRecipient(),
        action(ended),
        // An expired message had a transient failure, but it is final now.
        status.withClass(statusClass(ended)),
        failure == null ? null : failure.explanation(),
        ended.host(),
        ended.reply(),
        ended.state() == RecipientState.EXPIRED,
        ended.at(),
        ended.nextAttempt() == null ? null : ended.expires());
  }

  private static int statusClass(Ended ended) {
    if (ended.isGivenUp()) {
      return 5;
    }
    return ended.state().isFinished() ? 2 : 4;
  }

  private static ReportedRecipient.Action action(Ended ended) {
    if (ended.isGivenUp()) {
      return ReportedRecipient.Action.FAILED;
    }
    if (!ended.state().isFinished()) {
      return ReportedRecipient.Action.DELAYED;
    }
    return ended.state() == RecipientState.DELIVERED
        ? ReportedRecipient.Action.DELIVERED
        : ReportedRecipient.Action.RELAYED;
  }

  private static MailData octets(byte[] content) {
    return new MailData() {
      @Override
      public long octets() {
        return content.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }
}
