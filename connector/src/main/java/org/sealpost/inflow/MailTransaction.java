package org.sealpost.inflow;

import java.util.List;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.ReversePath;

/**
 * One complete mail transaction (RFC 5321 §3.3) as the client left it after the end of data.
 *
 * @param recipients those that got a 2yz reply, at least one, in the order they came
 * @param data valid until the call of {@link MailTransactionListener#onMailData} returns
 */
public record MailTransaction(
    SmtpSession session,
    ReversePath reversePath,
    MailParameters parameters,
    List<EnvelopeRecipient> recipients,
    MailData data) {
  /** Copies the list. */
  public MailTransaction {
    recipients = List.copyOf(recipients);
  }

  /** Where the copies go, in the order of the recipients. */
  public List<ForwardPath> forwardPaths() {
    return recipients.stream().map(EnvelopeRecipient::path).toList();
  }
}
