package org.sealpost.queue;

import java.time.Instant;
import java.util.List;
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
 * @param ownNotification one of our own DSNs
 * @param recipients at least one
 */
public record Claimed(
    long messageId,
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
  /** Copies the list. */
  public Claimed {
    recipients = List.copyOf(recipients);
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
    return new Claimed(
        messageId,
        expires,
        reversePath,
        changed,
        body,
        smtpUtf8,
        dsn,
        domain,
        content,
        ownNotification,
        recipients);
  }

  List<Long> recipientIds() {
    return recipients.stream().map(Recipient::id).toList();
  }

  DeliveryJob job() {
    return new DeliveryJob(
        MessageEntity.queueId(messageId),
        reversePath,
        requirement,
        domain,
        recipients.stream().map(Recipient::asked).toList(),
        content,
        body,
        smtpUtf8,
        dsn,
        ownNotification);
  }
}
