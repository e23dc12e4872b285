package org.sealpost.client;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

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
  private boolean signedIn;
  private int transactions;
  private final Set<Domain> domains = new HashSet<>();

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

  /** The IP address of this end. */
  public String ownAddress() {
    return connection.ownAddress();
  }

  /** Whether a mail transaction to a recipient at this domain was begun on it. */
  public boolean hasServed(Domain domain) {
    return domains.contains(domain);
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
    return usable && !isUsedUp() && !connection.hasUnexpectedInput();
  }

  /** RFC 9422 §4.1: as many MAIL commands as the peer takes in a session. */
  private boolean isUsedUp() {
    return transactions >= capabilities.limits().mails();
  }

  /** Whether recipients at this domain are within what the peer takes in a session (§4.3). */
  public boolean admits(Domain domain) {
    return domains.contains(domain) || domains.size() < capabilities.limits().recipientDomains();
  }

  /** How many recipients a transaction may have (RFC 9422 §4.2). */
  public int mostRecipients() {
    return Math.min(OutgoingMail.MOST_RECIPIENTS, capabilities.limits().recipients());
  }

  /** Every wait from now on ends by then, except that for the reply to the mail data. */
  public void until(Deadline deadline) {
    connection.until(deadline);
  }

  /**
   * Authenticates, by the strongest mechanism that both sides know (RFC 4954). Blocks. Whoever
   * calls has seen that this is the server that may know the password.
   *
   * @throws IllegalStateException on a session without TLS, where a password must never go, and on
   *     one that has ended
   */
  public SignInResult signIn(ServerLogin login) {
    if (tls == null || !usable) {
      throw new IllegalStateException("not on this session");
    }
    SignInResult result = new SignIn(connection).signIn(login, capabilities);
    signedIn = result instanceof SignInResult.SignedIn;
    if (result instanceof SignInResult.Broken) {
      close();
    }
    return result;
  }

  /** Whether {@link #signIn} has succeeded on it. */
  public boolean isSignedIn() {
    return signedIn;
  }

  /**
   * Makes one mail transaction. Blocks. Never throws for what the peer or the network does.
   *
   * @throws IllegalStateException where the session is no longer usable
   */
  public TransactionResult send(OutgoingMail mail) {
    if (!usable || isUsedUp()) {
      throw new IllegalStateException("this session has ended");
    }
    PeerFit fit = PeerFit.of(mail, this);
    if (!(fit instanceof PeerFit.Fitting fitting)) {
      return ((PeerFit.Lacking) fit).unsuited();
    }
    ClientTransaction transaction = new ClientTransaction(connection, this, fitting.mail());
    transactions++;
    mail.forwardPaths().forEach(path -> domains.add(path.mailbox().domain()));
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
