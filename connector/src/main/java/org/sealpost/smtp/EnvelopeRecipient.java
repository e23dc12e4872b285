package org.sealpost.smtp;

/** One recipient of a mail transaction: where its copy goes, and what was asked for it. */
public record EnvelopeRecipient(ForwardPath path, RecipientParameters parameters) {
  /** A recipient for whom nothing was asked. */
  public EnvelopeRecipient(ForwardPath path) {
    this(path, RecipientParameters.NONE);
  }
}
