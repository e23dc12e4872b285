package org.sealpost.client;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A session that is ready for mail transactions, one after the other. Used by one thread at a time;
 * handing it from one to the next needs a happens-before edge, which a concurrent pool gives.
 */
public final class SmtpClientSession implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(SmtpClientSession.class.getName());

  private final PeerConnection connection;
  private final PeerCapabilities capabilities;
  private final @Nullable TlsFacts tls;
  private boolean usable = true;
  private boolean needsReset;
  private int transactions;

  SmtpClientSession(
      PeerConnection connection, PeerCapabilities capabilities, @Nullable TlsFacts tls) {
    this.connection = connection;
    this.capabilities = capabilities;
    this.tls = tls;
  }

  /** What the peer announced after TLS, or in clear where there is none. */
  public PeerCapabilities capabilities() {
    return capabilities;
  }

  /** What the TLS handshake showed; null on a session in clear text. */
  public @Nullable TlsFacts tls() {
    return tls;
  }

  /** Whom it is with. */
  public Peer peer() {
    return connection.peer();
  }

  /** How many mail transactions were begun on it. */
  public int transactions() {
    return transactions;
  }

  /**
   * Whether another transaction can be tried: the last one ended in order, and the peer has said
   * nothing since. A peer may have closed all the same; that shows at the next command.
   */
  public boolean isUsable() {
    return usable && !connection.hasUnexpectedInput();
  }

  /**
   * Makes one mail transaction. Blocks. Never throws for what the peer or the network does.
   *
   * @throws IllegalStateException where the session is no longer usable
   */
  public TransactionResult send(OutgoingMail mail) {
    if (!usable) {
      throw new IllegalStateException("this session has ended");
    }
    ClientTransaction transaction = new ClientTransaction(connection, this, mail);
    TransactionResult unsuited = transaction.findWhatIsMissing();
    if (unsuited != null) {
      return unsuited;
    }
    transactions++;
    TransactionResult result = transaction.carryOut(needsReset);
    usable = transaction.isInStep();
    needsReset = transaction.needsReset();
    if (!usable) {
      connection.close();
    }
    return result;
  }

  /** Ends the session with QUIT where it still stands (RFC 5321 §4.1.1.10), and closes it. */
  public void quit() {
    if (usable) {
      usable = false;
      try {
        connection.ask("QUIT", connection.timeouts().quit());
      } catch (IOException gone) {
        LOGGER.log(Level.DEBUG, "no answer to QUIT", gone); // nothing depends on it
      }
    }
    connection.close();
  }

  /** Closes the connection without QUIT; for a session that is broken or stands in the way. */
  @Override
  public void close() {
    usable = false;
    connection.close();
  }
}
