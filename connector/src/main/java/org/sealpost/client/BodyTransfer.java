package org.sealpost.client;

import org.sealpost.smtp.BodyType;

/** How the mail data of one transaction goes to a peer. */
enum BodyTransfer {
  /** With DATA: after a 354, with transparency dots (RFC 5321 §4.1.1.4). */
  DATA,
  /** With BDAT, piece by piece, once MAIL and RCPT are answered (RFC 3030 §2). */
  CHUNKS,
  /** With one BDAT LAST in the same write as MAIL and RCPT: one round trip for a small message. */
  ONE_WRITE;

  /** The most that is sent before it is known whether anybody is to get it. */
  private static final long ONE_WRITE_OCTETS = 64 * 1024;

  /**
   * The way that pays.
   *
   * @param first whether this is the first transaction on the session: on one that was idle, what
   *     left with MAIL could not be told from what arrived, and the transaction not made again on a
   *     new session without the risk of a double
   */
  static BodyTransfer of(OutgoingMail mail, PeerCapabilities capabilities, boolean first) {
    if (!capabilities.offers(Extension.CHUNKING)) {
      return DATA;
    }
    boolean pipelining = capabilities.offers(Extension.PIPELINING);
    boolean small = mail.content().octets() <= ONE_WRITE_OCTETS;
    // RFC 8689 §4.2.1: nothing of a REQUIRETLS message before the peer has accepted the parameter.
    if (pipelining && small && first && !mail.requireTls()) {
      return ONE_WRITE;
    }
    // RFC 3030 §3: binary data never goes with DATA. For all other DATA costs no more round trips.
    return mail.body() == BodyType.BINARY_MIME ? CHUNKS : DATA;
  }
}
