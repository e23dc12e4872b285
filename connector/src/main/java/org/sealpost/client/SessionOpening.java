package org.sealpost.client;

/** What opening a session came to. */
public sealed interface SessionOpening {
  /** The session is ready for a mail transaction; the caller closes it. */
  record Opened(SmtpClientSession session) implements SessionOpening {}

  /** There is none; whatever was open is closed. */
  record NotOpened(SessionFault fault) implements SessionOpening {}
}
