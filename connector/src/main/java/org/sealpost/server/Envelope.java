package org.sealpost.server;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.ReversePath;

/** A mail transaction that has begun (RFC 5321 §3.3): all of it but the mail data. */
final class Envelope {
  private final ReversePath reversePath;
  private final MailParameters parameters;
  private final List<EnvelopeRecipient> recipients = new ArrayList<>(2);

  Envelope(ReversePath reversePath, MailParameters parameters) {
    this.reversePath = reversePath;
    this.parameters = parameters;
  }

  ReversePath reversePath() {
    return reversePath;
  }

  MailParameters parameters() {
    return parameters;
  }

  /** Those that were accepted, in the order they came. */
  List<EnvelopeRecipient> recipients() {
    return recipients;
  }

  void add(EnvelopeRecipient recipient) {
    recipients.add(recipient);
  }
}
