package org.sealpost.queue;

import java.time.Instant;
import java.util.List;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.MailContent;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Recipients of one message at one next-hop domain, leased to this node: the work for one attempt.
 *
 * @param ownNotification one of our own DSNs
 * @param recipients at least one
 */
public record Claimed(
    long messageId,
    Instant received,
    Instant expires,
    ReversePath reversePath,
    TlsRequirement requirement,
    BodyType body,
    boolean smtpUtf8,
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
  public record Recipient(long id, ForwardPath forwardPath, int attempts) {}

  Claimed withRequirement(TlsRequirement changed) {
    return new Claimed(
        messageId,
        received,
        expires,
        reversePath,
        changed,
        body,
        smtpUtf8,
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
        received,
        reversePath,
        requirement,
        domain,
        recipients.stream().map(Recipient::forwardPath).toList(),
        content,
        body,
        smtpUtf8,
        ownNotification);
  }
}
