package org.sealpost.client;

import org.jspecify.annotations.Nullable;

/** What opening a session came to. */
public sealed interface SessionOpening {
  /** The session is ready for a mail transaction; the caller closes it. */
  record Opened(SmtpClientSession session) implements SessionOpening {}

  /**
   * There is none; whatever was open is closed.
   *
   * @param peer whom it would have been with; where no address answered, the last one
   * @param ownAddress the IP address it went out from; null where no connection was made
   * @param peerName what the peer called itself; null where it did not say
   */
  record NotOpened(
      SessionFault fault, Peer peer, @Nullable String ownAddress, @Nullable String peerName)
      implements SessionOpening {
    /** No connection was made. */
    public NotOpened(SessionFault fault, Peer peer) {
      this(fault, peer, null, null);
    }
  }
}
