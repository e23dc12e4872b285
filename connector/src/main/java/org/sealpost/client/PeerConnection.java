package org.sealpost.client;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.sasl.TlsChannelBindings;
import org.sealpost.smtp.Reply;

/** The connection under a session: lines out, replies in, TLS put around both. One thread. */
final class PeerConnection implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(PeerConnection.class.getName());

  private final Peer peer;
  private final ClientTimeouts timeouts;
  private final StallWatch.Guard guard;
  private Socket socket;
  private PeerInput in;
  private PeerOutput out;
  private ReplyReader replies;
  private boolean enhancedStatusCodes;
  private Deadline deadline = Deadline.NONE;
  private final String ownAddress;
  private @Nullable String peerName;

  private PeerConnection(Socket socket, Peer peer, ClientTimeouts timeouts, StallWatch watch)
      throws IOException {
    this.peer = peer;
    this.timeouts = timeouts;
    this.guard = watch.guard(socket);
    this.socket = socket;
    this.ownAddress = socket.getLocalAddress().getHostAddress();
    this.in = new PeerInput(socket);
    this.out = new PeerOutput(socket.getOutputStream(), guard, timeouts.dataBlock());
    this.replies = new ReplyReader(in);
  }

  /**
   * Connects.
   *
   * @param peers the same host at its addresses, the preferred one first
   * @param limit how long it may take
   */
  static PeerConnection connect(
      List<Peer> peers, ClientTimeouts timeouts, Duration limit, StallWatch watch)
      throws IOException {
    AddressRace.Won won = AddressRace.connect(peers, limit);
    Socket socket = won.socket();
    try {
      // Commands and small messages are single writes already; waiting to join them only delays.
      socket.setTcpNoDelay(true);
      return new PeerConnection(socket, won.peer(), timeouts, watch);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  Peer peer() {
    return peer;
  }

  /** The IP address of this end. */
  String ownAddress() {
    return ownAddress;
  }

  /** What the peer last called itself, in its greeting or its reply to EHLO; null before that. */
  @Nullable String peerName() {
    return peerName;
  }

  void calls(String name) {
    peerName = name;
  }

  ClientTimeouts timeouts() {
    return timeouts;
  }

  PeerOutput out() {
    return out;
  }

  /** Every wait from now on ends by then, except {@link #replyToEnd}. */
  void until(Deadline later) {
    deadline = later;
    out.until(later);
  }

  /** From now on a leading status code in a reply counts as one (RFC 2034). */
  void expectEnhancedStatusCodes(boolean announced) {
    enhancedStatusCodes = announced;
  }

  Reply reply(Duration limit) throws IOException {
    return replyWithin(deadline.cap(limit));
  }

  /** The reply to the end of the mail data, which no deadline cuts short. */
  Reply replyToEnd() throws IOException {
    return replyWithin(timeouts.finalDot());
  }

  private Reply replyWithin(Duration limit) throws IOException {
    in.within(limit);
    return replies.read(enhancedStatusCodes);
  }

  /** Sends one command and reads its reply. */
  Reply ask(String line, Duration limit) throws IOException {
    out.line(line);
    out.flush();
    return reply(limit);
  }

  /** Whether the peer has sent something nobody asked for: a 421, or the start of trouble. */
  boolean hasUnexpectedInput() {
    try {
      return in.available() > 0;
    } catch (IOException gone) {
      return true;
    }
  }

  /**
   * Makes the TLS handshake. What the peer sent before it and was not read yet is refused: it could
   * be an attacker's, to be taken for an answer under TLS (RFC 3207 §6).
   */
  TlsFacts startTls(ClientTls tls) throws IOException {
    if (in.available() > 0) {
      throw new MalformedReplyException("text between the reply to STARTTLS and the handshake");
    }
    SSLSocket secured = tls.wrap(socket, peer);
    Duration limit = deadline.cap(timeouts.handshake());
    socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
    guard.arm(limit);
    try {
      secured.startHandshake();
    } finally {
      guard.disarm();
    }
    socket = secured;
    in = new PeerInput(secured);
    out = new PeerOutput(secured.getOutputStream(), guard, timeouts.dataBlock());
    out.until(deadline);
    replies = new ReplyReader(in);
    enhancedStatusCodes = false;
    return tls.facts(secured, peer);
  }

  /** What of the TLS session a proof can be bound to; empty in clear. */
  Optional<TlsChannelBindings> channelBindings() {
    return socket instanceof SSLSocket secured
        ? Optional.of(
            TlsChannelBindings.ofClient(
                secured.getSession(),
                cause -> LOGGER.log(Level.DEBUG, "no channel binding", cause)))
        : Optional.empty();
  }

  /** Classifies what went wrong while waiting for the answer to {@code command}. */
  SessionFault fault(IOException failed, String command) {
    if (failed instanceof SessionFaultException known) {
      return known.fault();
    }
    return new SessionFault(kind(failed), command, null, detail(failed));
  }

  /** The same for a handshake. */
  SessionFault handshakeFault(IOException failed, @Nullable String command) {
    // The end of the connection comes as the cause of an SSLException that looks like any other.
    boolean cutOff =
        guard.isExpired()
            || failed.getCause() instanceof EOFException
            || failed.getCause() instanceof SocketException;
    boolean protocol =
        (failed instanceof SSLException && !cutOff) || failed instanceof MalformedReplyException;
    return new SessionFault(
        protocol ? Kind.HANDSHAKE_FAILED : Kind.HANDSHAKE_CUT_OFF, command, null, detail(failed));
  }

  private Kind kind(IOException failed) {
    if (failed instanceof UnreadableContentException) {
      return Kind.CONTENT_UNREADABLE;
    }
    if (failed instanceof MalformedReplyException) {
      return Kind.MALFORMED_REPLY;
    }
    return failed instanceof SocketTimeoutException || guard.isExpired()
        ? Kind.TIMED_OUT
        : Kind.CLOSED;
  }

  private static String detail(IOException failed) {
    if (failed instanceof EOFException || failed instanceof MalformedReplyException) {
      return String.valueOf(failed.getMessage());
    }
    return PeerText.oneLine(failed.toString(), 200);
  }

  /** Ends the connection without a word. */
  @Override
  public void close() {
    // A TLS socket says goodbye first, which a peer that does not read could hold up.
    guard.arm(timeouts.quit());
    try {
      socket.close();
    } catch (IOException failed) {
      LOGGER.log(Level.DEBUG, "a connection could not be closed in order", failed);
    } finally {
      guard.release();
    }
  }
}
