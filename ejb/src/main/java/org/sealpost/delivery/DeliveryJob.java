package org.sealpost.delivery;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * One attempt to be made: recipients of one message at one next-hop domain.
 *
 * @param queueId the message's id in log lines
 * @param received when this server took the message
 * @param requirement as it stands now; an operator may have changed it since the last attempt
 * @param nextHopDomain the domain of every forward-path here (RFC 5321 §5.1)
 * @param recipients at least one
 * @param content the complete message with our trace field
 * @param body whether it holds octets beyond ASCII
 * @param smtpUtf8 whether it was taken with SMTPUTF8 and needs it onwards (RFC 6531 §3.4)
 * @param dsn what the sender said about notifications, passed on to peers that know it (RFC 3461)
 * @param ownNotification one of our own DSNs: it holds nothing that a weaker path may not see
 * @param latest gives the requirement as it stands when it is asked; may read it from the database
 */
public record DeliveryJob(
    String queueId,
    Instant received,
    ReversePath reversePath,
    TlsRequirement requirement,
    Domain nextHopDomain,
    List<EnvelopeRecipient> recipients,
    MailContent content,
    BodyType body,
    boolean smtpUtf8,
    DsnEnvelope dsn,
    boolean ownNotification,
    Supplier<TlsRequirement> latest) {
  /** Copies the list. */
  public DeliveryJob {
    recipients = List.copyOf(recipients);
  }

  /** A job whose requirement nobody changes. */
  public DeliveryJob(
      String queueId,
      Instant received,
      ReversePath reversePath,
      TlsRequirement requirement,
      Domain nextHopDomain,
      List<EnvelopeRecipient> recipients,
      MailContent content,
      BodyType body,
      boolean smtpUtf8,
      DsnEnvelope dsn,
      boolean ownNotification) {
    this(
        queueId,
        received,
        reversePath,
        requirement,
        nextHopDomain,
        recipients,
        content,
        body,
        smtpUtf8,
        dsn,
        ownNotification,
        () -> requirement);
  }

  /** Whether an operator has changed the requirement since the attempt began. Blocks. */
  boolean isOvertaken() {
    return latest.get() != requirement;
  }

  /** The same job as it has to be done now. Blocks. */
  DeliveryJob withLatestRequirement() {
    return with(latest.get(), content, body, recipients);
  }

  /** Where the copies go, in the order of the recipients. */
  public List<ForwardPath> forwardPaths() {
    return recipients.stream().map(EnvelopeRecipient::path).toList();
  }

  /** The same job with other content. */
  DeliveryJob withContent(MailContent other) {
    return with(requirement, other, BodyType.SEVEN_BIT, recipients);
  }

  /** The same job for some of its recipients. */
  DeliveryJob withRecipients(List<EnvelopeRecipient> some) {
    return with(requirement, content, body, some);
  }

  private DeliveryJob with(
      TlsRequirement now, MailContent other, BodyType kind, List<EnvelopeRecipient> some) {
    return new DeliveryJob(
        queueId,
        received,
        reversePath,
        now,
        nextHopDomain,
        some,
        other,
        kind,
        smtpUtf8,
        dsn,
        ownNotification,
        latest);
  }
}
