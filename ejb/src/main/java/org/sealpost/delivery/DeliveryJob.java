package org.sealpost.delivery;

import java.util.List;
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
 * @param requirement as it stands now; an operator may have changed it since the last attempt
 * @param nextHopDomain the domain of every forward-path here (RFC 5321 §5.1)
 * @param recipients at least one
 * @param content the complete message with our trace field
 * @param body whether it holds octets beyond ASCII
 * @param smtpUtf8 whether it was taken with SMTPUTF8 and needs it onwards (RFC 6531 §3.4)
 * @param dsn what the sender said about notifications, passed on to peers that know it (RFC 3461)
 * @param ownNotification one of our own DSNs: it holds nothing that a weaker path may not see
 */
public record DeliveryJob(
    String queueId,
    ReversePath reversePath,
    TlsRequirement requirement,
    Domain nextHopDomain,
    List<EnvelopeRecipient> recipients,
    MailContent content,
    BodyType body,
    boolean smtpUtf8,
    DsnEnvelope dsn,
    boolean ownNotification) {
  /** Copies the list. */
  public DeliveryJob {
    recipients = List.copyOf(recipients);
  }

  /** Where the copies go, in the order of the recipients. */
  public List<ForwardPath> forwardPaths() {
    return recipients.stream().map(EnvelopeRecipient::path).toList();
  }

  /** The same job with other content. */
  DeliveryJob withContent(MailContent other) {
    return new DeliveryJob(
        queueId,
        reversePath,
        requirement,
        nextHopDomain,
        recipients,
        other,
        BodyType.SEVEN_BIT,
        smtpUtf8,
        dsn,
        ownNotification);
  }
}
