package org.sealpost.queue;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.MailContent;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Recipients of one message at one next-hop domain, leased to this node: the work for one attempt.
 *
 * @param dsn what the sender said about notifications (RFC 3461)
 * @param ownNotification made here, so that it holds nothing a weaker path may not see
 * @param recipients at least one
 * @param readAt when the requirement was read, at the earliest; an operator may have changed it
 *     since
 * @param ownReport one of our own reports about TLS, whose delivery is not counted (RFC 8460 §3)
 */
public record Claimed(
    long messageId,
    Instant received,
    Instant expires,
    ReversePath reversePath,
    TlsRequirement requirement,
    BodyType body,
    boolean smtpUtf8,
    DsnEnvelope dsn,
    Domain domain,
    MailContent content,
    boolean ownNotification,
    List<Recipient> recipients,
    Instant readAt,
    boolean ownReport) {
  /** Copies the list. */
  public Claimed {
    recipients = List.copyOf(recipients);
  }

  /** Read nobody knows when, so that the requirement is read again before it counts. */
  Claimed(
      long messageId,
      Instant received,
      Instant expires,
      ReversePath reversePath,
      TlsRequirement requirement,
      BodyType body,
      boolean smtpUtf8,
      DsnEnvelope dsn,
      Domain domain,
      MailContent content,
      boolean ownNotification,
      List<Recipient> recipients) {
    this(
        messageId,
        received,
        expires,
        reversePath,
        requirement,
        body,
        smtpUtf8,
        dsn,
        domain,
        content,
        ownNotification,
        recipients,
        Instant.EPOCH,
        false);
  }

  /**
   * One of them.
   *
   * @param attempts how many have ended before
   */
  public record Recipient(long id, EnvelopeRecipient asked, int attempts) {
    /** Where its copy goes. */
    public ForwardPath forwardPath() {
      return asked.path();
    }
  }

  Claimed withRequirement(TlsRequirement changed) {
    return with(changed, readAt);
  }

  Claimed readAt(Instant time) {
    return with(requirement, time);
  }

  private Claimed with(TlsRequirement changed, Instant time) {
    return new Claimed(
        messageId,
        received,
        expires,
        reversePath,
        changed,
        body,
        smtpUtf8,
        dsn,
        domain,
        content,
        ownNotification,
        recipients,
        time,
        ownReport);
  }

  List<Long> recipientIds() {
    return recipients.stream().map(Recipient::id).toList();
  }

  /**
   * The work.
   *
   * @param latest gives the requirement as it stands when it is asked
   */
  DeliveryJob job(Supplier<TlsRequirement> latest) {
    return new DeliveryJob(
        MessageEntity.queueId(messageId),
        received,
        reversePath,
        requirement,
        domain,
        recipients.stream().map(Recipient::asked).toList(),
        content,
        body,
        smtpUtf8,
        dsn,
        ownNotification,
        latest);
  }
}
