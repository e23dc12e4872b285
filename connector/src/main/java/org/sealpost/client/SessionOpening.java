package org.sealpost.client;

/** What opening a session came to. */
public sealed interface SessionOpening {
  /** The session is ready for a mail transaction; the caller closes it. */
  record Opened(SmtpClientSession session) implements SessionOpening {}

  /**
   * There is none; whatever was open is closed.
   *
   * @param peer whom it would have been with; where no address answered, the last one
   */
  record NotOpened(SessionFault fault, Peer peer) implements SessionOpening {}
}
