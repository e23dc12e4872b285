package org.sealpost.client;

import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Reply;

/**
 * Why a session did not come to be, or ended before everything was answered.
 *
 * @param command what the client was waiting to be answered: an SMTP verb, {@link #GREETING},
 *     {@link #END_OF_DATA}; null where no connection was made
 * @param reply the reply that ended it, null where none came
 * @param detail what happened, for logs; one line without control characters
 */
public record SessionFault(
    Kind kind, @Nullable String command, @Nullable Reply reply, String detail) {
  /** Stands for the command where the client waits for the greeting. */
  public static final String GREETING = "greeting";

  /** Stands for the command where the client waits after the final dot. */
  public static final String END_OF_DATA = "end of mail data";

  /** What kind of end it was. */
  public enum Kind {
    /** No TCP connection. */
    CONNECT_FAILED,
    /** A 4yz or 5yz greeting, or one to EHLO. */
    REFUSED,
    /** TLS was demanded and STARTTLS is not in the EHLO reply. */
    NO_STARTTLS,
    /** STARTTLS was answered with 4yz or 5yz: the host's failure, not the message's. */
    STARTTLS_REFUSED,
    /** The TLS handshake ended in an alert or a protocol error. */
    HANDSHAKE_FAILED,
    /** The connection ended or went silent during the TLS handshake. */
    HANDSHAKE_CUT_OFF,
    /** The peer closed the connection, or the network did. */
    CLOSED,
    /** The peer did not answer in time. */
    TIMED_OUT,
    /** What the peer sent is no SMTP reply, or one that is not possible here. */
    MALFORMED_REPLY,
    /** Our own mail data could not be read; the transaction was cut off before its end. */
    CONTENT_UNREADABLE;

    /** Whether TLS is what failed, so that a session without it might do. */
    public boolean isTlsFailure() {
      return switch (this) {
        case STARTTLS_REFUSED, HANDSHAKE_FAILED, HANDSHAKE_CUT_OFF -> true;
        case CONNECT_FAILED,
            REFUSED,
            NO_STARTTLS,
            CLOSED,
            TIMED_OUT,
            MALFORMED_REPLY,
            CONTENT_UNREADABLE ->
            false;
      };
    }
  }

  /**
   * Whether the session was gone before the peer answered anything of the transaction, so that the
   * same transaction can be made on a new session without any risk of a double.
   */
  public boolean isBeforeTransaction() {
    return "MAIL".equals(command) || "RSET".equals(command);
  }
}
