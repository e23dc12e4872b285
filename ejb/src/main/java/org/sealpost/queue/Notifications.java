package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.sealpost.config.Settings;
import org.sealpost.delivery.Failure;
import org.sealpost.inflow.MailData;
import org.sealpost.report.DsnComposer;
import org.sealpost.report.FailedMessage;
import org.sealpost.report.FailedRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Tells senders of messages that were given up (RFC 5321 §6.1): queues a delivery status
 * notification like any message, in the transaction that records the failure.
 */
final class Notifications {
  private static final int MAX_HEADER_OCTETS = 128 * 1024;

  private final MessageStore messages;
  private final Settings settings;

  Notifications(EntityManager em, Settings settings) {
    this.messages = new MessageStore(em);
    this.settings = settings;
  }

  /** Returns whether a notification was queued: never for a notification (RFC 5321 §4.5.5). */
  boolean tell(long messageId, List<Ended> givenUp) {
    MessageEntity message = messages.find(messageId).orElse(null);
    Mailbox sender = message == null ? null : message.reversePath().mailbox();
    if (message == null || sender == null) {
      return false;
    }
    List<FailedRecipient> failed = givenUp.stream().map(Notifications::recipient).toList();
    try {
      queue(message, new ForwardPath(sender), failed, givenUp.get(0).at());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return true;
  }

  private void queue(
      MessageEntity message, ForwardPath sender, List<FailedRecipient> failed, Instant now)
      throws IOException {
    // RFC 8689 §5: a message about REQUIRETLS mail is sent under REQUIRETLS, also when an operator
    // has weakened the original since: what it tells of was promised protection.
    TlsRequirement requirement =
        message.takenAs() == TlsRequirement.REQUIRED
            ? TlsRequirement.REQUIRED
            : message.requirement();
    byte[] header;
    try (InputStream content = messages.content(message)) {
      header = HeaderSection.readOctets(content, MAX_HEADER_OCTETS);
    }
    FailedMessage original =
        new FailedMessage(
            message.queueId(), message.reversePath(), message.received(), requirement, header);
    byte[] dsn = new DsnComposer(settings.hostName()).compose(original, failed, now);
    NewMessage notification =
        new NewMessage(
            now,
            now.plus(settings.queue().lifetime()),
            ReversePath.NULL,
            requirement,
            false,
            sender.mailbox().needsSmtpUtf8(),
            DsnComposer.SUBJECT,
            "postmaster@" + settings.hostName(),
            NewMessage.Origin.NOTIFICATION,
            List.of(sender));
    messages.insert(
        notification, queueId -> new ContentSource.Content(new byte[0], octets(dsn)), null);
  }

  private static FailedRecipient recipient(Ended ended) {
    Failure failure = ended.failure();
    if (failure == null) {
      throw new IllegalArgumentException("given up without a failure: " + ended.recipientId());
    }
    return new FailedRecipient(
        ended.path(), failure, ended.state() == RecipientState.EXPIRED, ended.at());
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
