package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.inflow.MailData;
import org.sealpost.report.Addressee;
import org.sealpost.report.Addressee.Audience;
import org.sealpost.report.Diagnosis;
import org.sealpost.report.DsnComposer;
import org.sealpost.report.ReportedMessage;
import org.sealpost.report.ReportedRecipient;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Tells senders what became of their messages (RFC 5321 §6.1, RFC 3461 §5.2), and the postmaster
 * where that is wanted: queues a delivery status notification like any message, with its line in
 * the log of notifications, in the transaction that records the end.
 */
final class Notifications {
  private static final int MAX_HEADER_OCTETS = 128 * 1024;

  /** RFC 3461 §6.2: of a longer message the fields are enough, RET=FULL or not. */
  private static final int MAX_RETURNED_OCTETS = 128 * 1024;

  private final EntityManager em;
  private final MessageStore messages;
  private final Settings settings;
  private final PostmasterCopies copies;
  private final List<MessageStore.Stored> queued = new ArrayList<>();

  Notifications(EntityManager em, Settings settings) {
    this.em = em;
    this.messages = new MessageStore(em);
    this.settings = settings;
    this.copies = new PostmasterCopies(settings);
  }

  /**
   * Whether it has taken so long that the sender is to be told, once, that it is still tried (RFC
   * 3461 §5.2.5).
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
   * Tells the sender, and the postmaster where that is wanted.
   *
   * @param told at least one
   * @return whether a notification was queued: never one to the null reverse-path (RFC 5321 §4.5.5)
   */
  boolean tell(long messageId, List<Ended> told) {
    MessageEntity message = messages.find(messageId).orElse(null);
    if (message == null) {
      return false;
    }
    Instant now = told.get(0).at();
    Mailbox sender = message.reversePath().mailbox();
    List<Ended> copied = copies.of(message, told);
    if (sender != null) {
      queue(message, new Addressee(sender, Audience.SENDER), notices(told), now);
    } else if (copied.isEmpty()) {
      QueueLog.nobodyTold(message.queueId(), told.size());
    }
    if (!copied.isEmpty()) {
      Addressee postmaster = new Addressee(copies.postmaster(), Audience.POSTMASTER);
      queue(message, postmaster, notices(copied), now);
    }
    return sender != null || !copied.isEmpty();
  }

  /**
   * Tells the sender that addresses were sent on to those they stand for (RFC 3461 §5.2.7.3).
   *
   * @param aliases with what was asked for them; at least one
   */
  void tellExpanded(long messageId, List<EnvelopeRecipient> aliases, Instant now) {
    MessageEntity message = messages.find(messageId).orElseThrow();
    Mailbox sender = message.reversePath().mailbox();
    if (sender != null) {
      List<ReportedRecipient> expanded =
          aliases.stream().map(alias -> expanded(alias, now)).toList();
      queue(message, new Addressee(sender, Audience.SENDER), expanded, now);
    }
  }

  /** The notifications that were queued, in order. */
  List<MessageStore.Stored> queued() {
    return List.copyOf(queued);
  }

  private static ReportedRecipient expanded(EnvelopeRecipient alias, Instant now) {
    return new ReportedRecipient(
        alias.path(),
        alias.parameters().originalRecipient(),
        ReportedRecipient.Action.EXPANDED,
        Diagnosis.of("2.1.5"), // RFC 3463 §3.2: destination address valid
        false,
        now,
        null);
  }

  private static List<ReportedRecipient> notices(List<Ended> told) {
    return told.stream().map(Notice::of).toList();
  }

  private void queue(
      MessageEntity message, Addressee addressee, List<ReportedRecipient> recipients, Instant now) {
    try {
      ReportedMessage original = reported(message);
      byte[] dsn =
          new DsnComposer(settings.hostName()).compose(original, addressee, recipients, now);
      NewMessage notification =
          notification(original, addressee, recipients, now, message.priority());
      MessageStore.Stored stored =
          messages.insert(
              notification, id -> new ContentSource.Content(new byte[0], octets(dsn)), null);
      queued.add(stored);
      MessageEntity itself = stored.message();
      NotificationEntity entry = new NotificationEntity(message, itself, addressee, recipients);
      em.persist(entry);
      QueueLog.notified(message.queueId(), itself.queueId(), entry);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private ReportedMessage reported(MessageEntity message) throws IOException {
    // RFC 8689 §5: a message about REQUIRETLS mail is sent under REQUIRETLS, also when an operator
    // has weakened the original since: what it tells of was promised protection.
    TlsRequirement requirement =
        message.takenAs() == TlsRequirement.REQUIRED
            ? TlsRequirement.REQUIRED
            : message.requirement();
    return new ReportedMessage(
        message.queueId(),
        message.reversePath(),
        message.received(),
        requirement,
        message.smtpUtf8(),
        message.dsn(),
        message.releaseRequest(),
        header(message),
        whole(message, requirement));
  }

  private NewMessage notification(
      ReportedMessage original,
      Addressee addressee,
      List<ReportedRecipient> recipients,
      Instant now,
      MtPriority priority) {
    Mailbox to = addressee.mailbox();
    return new NewMessage(
        now,
        now.plus(settings.queue().lifetime()),
        ReversePath.NULL,
        original.requirement(),
        false,
        to.needsSmtpUtf8(),
        DsnComposer.subject(recipients, addressee),
        "postmaster@" + settings.hostName(),
        NewMessage.Origin.NOTIFICATION,
        // RFC 6710 §4.6: the priority of a report is that of what it reports on.
        new NewMessage.Asked(false, DsnEnvelope.NONE, null, null, priority),
        List.of(new EnvelopeRecipient(new ForwardPath(to))));
  }

  private byte[] header(MessageEntity message) throws IOException {
    try (InputStream content = messages.content(message)) {
      return HeaderSection.readOctets(content, MAX_HEADER_OCTETS);
    }
  }

  /** What may be returned with RET=FULL: no binary body, which a notification cannot hold. */
  private byte @Nullable [] whole(MessageEntity message, TlsRequirement requirement)
      throws IOException {
    boolean returnable =
        requirement != TlsRequirement.REQUIRED
            && message.dsn().returned() == DsnReturn.FULL
            && message.octets() <= MAX_RETURNED_OCTETS
            && message.bodyType() != BodyType.BINARY_MIME;
    if (!returnable) {
      return null;
    }
    try (InputStream content = messages.content(message)) {
      return content.readAllBytes();
    }
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
