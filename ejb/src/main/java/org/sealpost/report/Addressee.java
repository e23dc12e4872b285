package org.sealpost.report;

import org.sealpost.smtp.Mailbox;

/**
 * Who is told.
 *
 * @param mailbox where the notification goes
 */
public record Addressee(Mailbox mailbox, Audience audience) {
  /** As whom. */
  public enum Audience {
    /** The sender of the message. */
    SENDER,
    /** The postmaster here, who wants to see what senders are told. */
    POSTMASTER
  }

  /** Whether it is not the sender. */
  boolean isPostmaster() {
    return audience == Audience.POSTMASTER;
  }
}
